import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readBrown } from '../../examples/demo/brown.ts';
import { isRunning } from '../../src/base/process-start.ts';
import { Rng } from '../../src/base/rng.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { all } from '../../src/ledger/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { JobView } from '../../src/server/wire.ts';
import { outcross } from './outcross.ts';

const SERVER = fileURLToPath(new URL('./jobs-server.mjs', import.meta.url));
const BINARY = fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));
const disk = scratch();
const servers: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.kill('SIGKILL');
});

/** A server of the jobs of a folder, as a process of its own. */
class Server {
  readonly process: ChildProcessWithoutNullStreams;
  readonly said: JobView[] = [];
  #heard: () => void = () => {};

  constructor(folder: string) {
    this.process = spawn(process.execPath, [SERVER, folder]);
    servers.push(this.process);
    this.process.stderr.on('data', (text) => process.stderr.write(text));
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.said.push(JSON.parse(line));
      this.#heard();
    });
  }

  start(kind: string, options: object = {}): void {
    this.process.stdin.write(`${kind} ${JSON.stringify(options)}\n`);
  }

  /** The first that it said of which `is` holds. */
  async hear(is: (job: JobView) => boolean): Promise<JobView> {
    for (let i = 0; ; ) {
      for (; i < this.said.length; i++) if (is(this.said[i])) return this.said[i];
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }
}

const isUnderWay = ({ state, progress }: JobView) => state === 'running' && progress !== undefined;

beforeAll(() => {
  const paragraphs = new Rng('jobs').shuffle(readBrown());
  const file = (name: string, from: number, provenance: object) => {
    const rows = paragraphs
      .slice(from, from + 1000)
      .map(({ id, words }) => JSON.stringify({ id, text: words.join(' '), provenance }));
    disk.write(`data/${name}.jsonl`, `${rows.join('\n')}\n`);
  };
  disk.write('small/a.jsonl', '{"text":"a few words"}\n'.repeat(200));
  file('human', 0, { origin: 'human', source: 'books' });
  file('g1', 2000, { origin: 'synthetic', source: 'api', model: 'm1', generation: 1 });
  file('g2', 4000, { origin: 'synthetic', source: 'api', model: 'm2', generation: 2 });
});

/** A workspace over the data. */
function workspace(name: string, data = 'data'): string {
  const folder = join(disk.folder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(join(disk.folder, data), join(folder, 'data'), { recursive: true });
  const yaml = 'line: novels\nhuman: data/human.jsonl\ngenerations: "data/g*.jsonl"\n';
  writeFileSync(join(folder, 'outcross.yaml'), yaml);
  return folder;
}

async function eventsOf(folder: string) {
  const ledger = await openLedger(undefined, folder);
  try {
    return await all(ledger.events());
  } finally {
    await ledger.close();
  }
}

const MIX = {
  corpora: ['data'],
  output: 'train.jsonl',
  policy: { size: 2000, human: { minimum: 0.3, share: 0.35 } },
};

describe.skipIf(process.platform === 'win32')('jobs', () => {
  it('checks the line, shows how far it is, and the ledger knows who asked', async () => {
    const folder = workspace('check');
    const server = new Server(folder);
    server.start('check', { generation: 'g1' });
    const { exit, log, command } = await server.hear(({ state }) => state === 'done');
    expect(command).toBe('outcross check --generation=g1');
    expect([0, 1]).toContain(exit);
    expect(log.length).toBeGreaterThan(1);
    const told = server.said.flatMap(({ progress }) => progress ?? []);
    expect(told.some(({ label, share }) => /^(reading|measuring) /.test(label) && share !== undefined)).toBe(
      true,
    );
    server.process.stdin.end();
    await once(server.process, 'exit');
    const events = await eventsOf(folder);
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['verdict.given', 'job.ended']));
    expect(new Set(events.map(({ actor }) => actor.name))).toEqual(new Set(['zoe']));
  });

  it('says why a job could not run, as the command line does', async () => {
    const server = new Server(workspace('fails'));
    server.start('mix', { ...MIX, policy: { size: 999_999, human: { minimum: 0.5 } } });
    const failed = await server.hear(({ state }) => state === 'failed');
    expect(failed).toMatchObject({ exit: 2, error: { code: 'E_POLICY' } });
  });

  it('ends a mix once, with the same bytes, though its server is killed', async () => {
    const whole = workspace('whole');
    writeFileSync(join(whole, 'policy.yaml'), JSON.stringify({ policy: MIX.policy }));
    await outcross(['mix', 'data', '-o', 'train.jsonl', '--policy', 'policy.yaml'], { cwd: whole });
    const folder = workspace('killed');
    const first = new Server(folder);
    first.start('mix', MIX);
    const { id } = await first.hear(isUnderWay);
    const { process } = JSON.parse(readFileSync(join(folder, '.outcross', 'jobs', `${id}.json`), 'utf8'));
    await first.kill();
    const second = new Server(folder);
    const done = await second.hear((job) => job.id === id && job.state === 'done');
    expect(done.exit).toBe(0);
    // Begun again, unless it came to its end before it noticed that it was alone.
    expect([1, 2]).toContain(done.attempts);
    expect(isRunning(process.pid, process.start)).toBe(false);
    const bytes = (one: string) => readFileSync(join(one, 'train.jsonl'));
    expect(bytes(folder).equals(bytes(whole))).toBe(true);
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual(['data', 'outcross.yaml', 'train.jsonl', 'train.jsonl.manifest.json']);
    expect((await eventsOf(folder)).filter(({ kind }) => kind === 'mix.built')).toHaveLength(1);
  });

  it('does not begin again what was cancelled while no server was there', async () => {
    const folder = workspace('cancelled');
    const first = new Server(folder);
    first.start('mix', MIX);
    const { id } = await first.hear(isUnderWay);
    await first.kill();
    writeFileSync(join(folder, '.outcross', 'jobs', `${id}.cancel`), '');
    const second = new Server(folder);
    const over = await second.hear(({ id: one, state }) => one === id && /cancelled|done/.test(state));
    expect(over.attempts).toBe(1);
    // Cancelled, unless it came to its end before it noticed that it was alone.
    expect(readdirSync(folder).includes('train.jsonl')).toBe(over.state === 'done');
  });
});

describe.skipIf(process.platform === 'win32')('OUTCROSS_PROGRESS_FD', () => {
  it.each([
    ['a reader', '3>&1 >/dev/null | cat'],
    ['no descriptor', '3>&-'],
    ['a file', '3>progress.txt'],
    ['a reader that has gone', '3> >(true)'],
    ['a reader that never reads', '3> >(exec sleep 30 >&- 2>&-)'],
  ])('never harms the command: %s', (name, redirection) => {
    const folder = workspace(`channel ${name}`, 'small');
    const script = `OUTCROSS_PROGRESS_FD=3 "$0" "$1" profile data -o x.profile --workers 0 ${redirection}`;
    const said = execFileSync('bash', ['-c', script, process.execPath, BINARY], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(readdirSync(folder)).toContain('x.profile');
    if (redirection.endsWith('cat')) expect(JSON.parse(said.split('\n')[0])).toHaveProperty('progress');
  });
});
