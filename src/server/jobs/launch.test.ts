import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { processStart } from '../../base/process-start.ts';
import { doing, FAKE } from './fake-program.test.support.ts';
import { launcher, SYSTEM } from './launch.ts';
import type { News } from './news.ts';

/** A process of the fake program that does `body`, and all that it told. */
async function launched(body: string, args: readonly string[] = []) {
  const lines: string[] = [];
  const news: NonNullable<News['progress']>[] = [];
  let characters = 0;
  const launch = launcher(FAKE, doing(body));
  const process = await launch(
    { args, folder: tmpdir(), by: 'zoe', statusFile: '/status' },
    {
      onLines: async (some) => {
        for (const line of some) characters += line.length;
        lines.push(...some);
        lines.splice(0, Math.max(0, lines.length - 100));
      },
      onProgress: (progress) => news.push(progress),
    },
  );
  return { process, lines, news, characters: () => characters };
}

async function ran(body: string, args?: readonly string[]) {
  const made = await launched(body, args);
  made.process.begin();
  return { ...made, how: await made.process.ended };
}

/** Resolves once the process has said something. */
async function spoken({ lines }: { readonly lines: readonly string[] }): Promise<void> {
  while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.skipIf(process.platform === 'win32')('launcher', () => {
  it('gives what a job says, how far it is, and how it ended', async () => {
    const { how, lines, news } = await ran(`
      news({ progress: { label: 'a', done: 1, total: 2, unit: 'steps' } });
      say('one\\ntwo');
      end(1);
    `);
    expect(how).toEqual({ status: 1, signal: null });
    expect(lines).toEqual(['one', 'two']);
    expect(news).toEqual([{ label: 'a', done: 1, total: 2, unit: 'steps' }]);
  });

  it('gives what the command says ended it', async () => {
    const error = { code: 'E_EMPTY', message: 'a.jsonl is empty' };
    const { how } = await ran(`news({ error: ${JSON.stringify(error)} }); end(2);`);
    expect(how).toEqual({ status: 2, signal: null, error });
  });

  it('hands arguments over as they are: no shell reads them', async () => {
    const args = ['mix', '--seed=$(touch x); `id`', '--', 'a b\'"*.jsonl', '-rf'];
    const { lines } = await ran('say(JSON.stringify(process.argv.slice(1))); end(0);', args);
    expect(JSON.parse(lines.join(''))).toEqual(args);
  });

  it('says on whose behalf it works and where it leaves its status, and asks for no colour', async () => {
    const { lines } = await ran(
      'const { env } = process; say([env.OUTCROSS_ACTOR, env.OUTCROSS_STATUS_FILE, env.NO_COLOR, env.FORCE_COLOR].join()); end(0);',
    );
    expect(lines).toEqual(['zoe,/status,1,']);
  });

  it('lets nothing be done before it may begin', async () => {
    const { process, lines } = await launched("say('began'); end(0);");
    process.kill();
    expect(await process.ended).toEqual({ status: null, signal: 'SIGKILL' });
    expect(lines).toEqual([]);
  });

  it('interrupts as Ctrl-C does, and kills what is deaf', async () => {
    const polite = await launched("say('here\\n'); setInterval(() => {}, 1000);");
    polite.process.begin();
    await spoken(polite);
    polite.process.interrupt();
    expect(await polite.process.ended).toMatchObject({ status: 130 });
    const deaf = await launched("deaf = true; say('here\\n'); setInterval(() => {}, 1000);");
    deaf.process.begin();
    await spoken(deaf);
    deaf.process.interrupt();
    deaf.process.kill();
    expect(await deaf.process.ended).toEqual({ status: null, signal: 'SIGKILL' });
  });

  it('passes over what is no news', async () => {
    const { how, news } = await ran(`
      for (const line of ['no JSON', '{', '[1,2]', '{"progress":7}', 'x'.repeat(100000)]) news(line);
      news({ progress: { label: 'after', done: 1, unit: 'bytes' } });
      end(0);
    `);
    expect(how.status).toBe(0);
    expect(news.map(({ label }) => label)).toEqual(['after']);
  });

  it('lives with a torrent of output, and with a line that never ends', async () => {
    const { how, characters } = await ran(`
      const piece = 'x'.repeat(1 << 20);
      let left = 50;
      const more = () => (left-- > 0 ? process.stderr.write(piece, more) : end(0));
      more();
    `);
    expect(how.status).toBe(0);
    expect(characters()).toBe(4096);
  });

  it('does not wait for ever for what a job left running', async () => {
    const { how } = await ran(`
      require('node:child_process').spawn('sleep', ['5'], { stdio: 'inherit', detached: true }).unref();
      say('done\\n');
      end(0);
    `);
    expect(how.status).toBe(0);
  });

  it('names a program that cannot be started', async () => {
    const launch = launcher({ file: '/no/such/program', args: [] }, {});
    const hooks = { onLines: async () => {}, onProgress: () => {} };
    const request = { args: [], folder: tmpdir(), by: 'zoe', statusFile: '/status' };
    await expect(launch(request, hooks)).rejects.toMatchObject({
      code: 'E_WORKER',
    });
  });
});

describe.skipIf(process.platform === 'win32')('SYSTEM', () => {
  it('finds and ends a process of another time, and no other of its id', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
    await once(child, 'spawn');
    const pid = child.pid!;
    expect(SYSTEM.isRunning(pid, processStart(pid))).toBe(true);
    if (processStart(pid) !== undefined) expect(SYSTEM.isRunning(pid, '1')).toBe(false);
    const exit = once(child, 'exit');
    SYSTEM.kill(pid);
    expect((await exit)[1]).toBe('SIGKILL');
    SYSTEM.interrupt(pid);
  });
});
