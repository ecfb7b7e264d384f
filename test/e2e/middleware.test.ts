import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { openRecorder } from '../../src/middleware/recorder.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const BUILT = new URL('../../dist/middleware/openai.js', import.meta.url).href;

/** Records `count` completions with ids of its own, and ends or is killed. */
const WRITER = `
  const { openRecorder } = await import(process.argv[1]);
  const [path, name, count] = process.argv.slice(2);
  const recorder = openRecorder({ path, now: () => new Date(0), overflow: 'wait', mostWaiting: 4096 });
  for (let i = 0; i < Number(count); i++) {
    await recorder.record({
      provider: 'p', model: 'm', responseId: name + '-' + i, choice: 0, text: 'word '.repeat(1 + (i * 37) % 400),
      toolCalls: [], ending: 'complete', request: {},
    });
    if (i % 16 === 0) await recorder.flush();
  }
  await recorder.close();
`;

function writer(path: string, name: string, count: number) {
  return spawn(process.execPath, ['--input-type=module', '-e', WRITER, BUILT, path, name, String(count)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

describe('rows of the middleware', () => {
  it('are whole though several processes write to one file and one of them is killed', async () => {
    const path = join(disk.folder, 'shared.jsonl');
    const writers = ['a', 'b', 'c'].map((name) => writer(path, name, 300));
    const killed = writer(path, 'killed', 1_000_000);
    await Promise.all(writers.map((child) => once(child, 'exit')));
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const lines = readFileSync(path, 'utf8').split('\n');
    // A blank line stands where a writer took another's unfinished line for one that was torn off.
    const filled = lines.slice(0, -1).filter((line) => line !== '');
    const whole = filled.map((line) => JSON.parse(line).id as string);
    for (const name of ['a', 'b', 'c']) {
      const own = whole.filter((id) => id.startsWith(`${name}-`));
      expect(own).toEqual(Array.from({ length: 300 }, (_, i) => `${name}-${i}#0`));
    }
    // The last line alone may be torn.
    const { status, stdout } = await outcross(['inventory', path, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).total.examples).toBe(whole.length);
  });

  it('are read by inventory, tag and mix as what they are', async () => {
    const folder = join(disk.folder, 'commands');
    mkdirSync(folder);
    const recorder = openRecorder({
      path: join(folder, 'generated.jsonl'),
      now: () => new Date('2026-03-01T12:00:00Z'),
      source: 'chatbot',
      generation: 1,
    });
    for (let i = 0; i < 40; i++) {
      await recorder.record({
        provider: 'p',
        model: 'lab-1',
        responseId: `r${i}`,
        choice: 0,
        text: `Completion number ${i} speaks of rye, barley and oats in its own words.`,
        toolCalls: [],
        ending: 'complete',
        request: {},
      });
    }
    await recorder.close();
    const human = Array.from({ length: 60 }, (_, i) => ({
      id: `h${i}`,
      text: `A person wrote sentence ${i} about fields, rain and the price of bread.`,
      provenance: { origin: 'human', source: 'letters' },
    }));
    writeFileSync(join(folder, 'human.jsonl'), jsonl(human));
    const run = (...args: string[]) => outcross(args, { cwd: folder });
    const listed = await run('inventory', 'generated.jsonl', '--json');
    expect([listed.status, listed.stdout]).toEqual([0, expect.stringMatching(/"synthetic"/)]);
    expect(listed.stdout).toContain('lab-1');
    const tagged = await run('tag', 'generated.jsonl', '--license', 'CC0-1.0', '-o', 'tagged.jsonl');
    expect([tagged.status, tagged.stderr]).toEqual([0, '']);
    const [row] = readFileSync(join(folder, 'tagged.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(row).provenance).toMatchObject({
      origin: 'synthetic',
      evidence: 'declared',
      license: 'CC0-1.0',
    });
    const policy = 'policy:\n  size: 50\n  human:\n    minimum: 0.5\n    share: 0.6\n';
    writeFileSync(join(folder, 'outcross.yaml'), policy);
    const mixed = await run('mix', 'human.jsonl', 'generated.jsonl', '-o', 'train.jsonl');
    expect([mixed.status, mixed.stderr]).toEqual([0, '']);
    const mix = readFileSync(join(folder, 'train.jsonl'), 'utf8').trim().split('\n');
    const origins = mix.map((line) => JSON.parse(line).provenance.origin);
    expect(origins.filter((origin) => origin === 'synthetic')).toHaveLength(20);
  });
});
