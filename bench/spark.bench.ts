import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { englishJsonl } from './measure/text.ts';
import { clusterJsonl } from './spark/clusters.ts';
import { readEventLog, type StageFigures } from './spark/event-log.ts';
import { type BenchJob, JOBS, outputsIn } from './spark/jobs.ts';
import { type Kind, runTree, type TreeRun } from './spark/tree-run.ts';

/**
 * Spark against this process on the same cores: throughput without start-up, start-up, the gain of executors, memory, shuffled and
 * spilled bytes; outputs are compared byte by byte. Executors are processes of one core each on this machine. Options:
 * `--megabytes 1000`, `--jobs profile,filter,tag,dedup`, `--executors 1,2`, `--memory 4096` (of an executor's JVM, in MB),
 * `--task-bytes N`, `--python FILE`, `--texts 1000000` (with `dedup`: of each of two clusters that are de-duplicated too; 0: of none).
 */
function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

const megabytes = Number(option('megabytes', '1000'));
const names = option('jobs', 'profile,filter,tag').split(',');
const executors = option('executors', '1,2').split(',').map(Number);
const memory = Number(option('memory', '4096'));
const taskBytes = option('task-bytes', String(128 * 1024 * 1024));
const python = option('python', resolve('.spark/python/bin/python'));
const texts = Number(option('texts', '1000000'));

interface Figures extends TreeRun {
  readonly jobSeconds: number;
  readonly stages: readonly StageFigures[];
  readonly digests: readonly string[];
}

/** Runs a job in a folder that is gone afterwards; undefined where it failed. */
async function measured(job: BenchJob, corpus: string, spark?: number): Promise<Figures | undefined> {
  mkdirSync('.bench/out', { recursive: true });
  const folder = mkdtempSync(resolve('.bench/out/spark-'));
  try {
    const log = `${folder}/log`;
    mkdirSync(log);
    const args = job.args(corpus, outputsIn(folder));
    const where = spark === undefined ? ['--workers', '2'] : onSpark(spark, log);
    const run = await runTree(process.execPath, ['bin/outcross.js', ...args, ...where]);
    if (run.status !== 0) {
      console.error(`${job.name} ended with status ${run.status}:\n${run.stderr}`);
      return undefined;
    }
    const figures = spark === undefined ? { jobSeconds: run.seconds, stages: [] } : readEventLog(log);
    return { ...run, ...figures, digests: await digestsOf(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function onSpark(count: number, log: string): readonly string[] {
  const conf = [
    `spark.executor.memory=${memory}m`,
    'spark.eventLog.enabled=true',
    'spark.eventLog.compress=false',
    'spark.eventLog.rolling.enabled=false',
    `spark.eventLog.dir=file://${log}`,
  ];
  const master = `local-cluster[${count},1,${memory}]`;
  return [
    ...['--engine', 'spark', '--master', master, '--python', python, '--task-bytes', taskBytes],
    ...conf.flatMap((one) => ['--spark-conf', one]),
  ];
}

async function digestsOf(folder: string): Promise<string[]> {
  const files = readdirSync(folder).filter((name) => name !== 'log');
  return Promise.all(
    files.sort().map(async (name) => {
      const hash = createHash('sha256');
      await pipeline(createReadStream(`${folder}/${name}`), hash);
      return `${name} ${hash.digest('hex')}`;
    }),
  );
}

const MB = 1e6;
const inMegabytes = (bytes: number) => (bytes / MB).toFixed(1);

const KINDS: readonly Kind[] = ['worker', 'python', 'executor', 'driver', 'other'];
const byKind = (figures: Readonly<Record<Kind, number>>) =>
  KINDS.map((kind) => figures[kind].toFixed(0)).join(' / ');

function row(job: string, where: string, run: Figures, bytes: number, here: Figures, one?: Figures): string {
  const cells = [
    job,
    where,
    run.seconds.toFixed(1),
    (run.seconds - run.jobSeconds).toFixed(1),
    (bytes / MB / run.jobSeconds).toFixed(1),
    `${((100 * here.jobSeconds) / run.jobSeconds).toFixed(0)}%`,
    one === undefined ? '' : (one.jobSeconds / run.jobSeconds).toFixed(2),
    byKind(run.cpuSeconds),
    byKind(run.peak),
    run.digests.join() === here.digests.join() ? 'equal' : 'DIFFERENT',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What the command said of the run itself. */
function notes(run: Figures): string {
  const lines = run.stderr.split('\n').filter((line) => line.includes('rounds'));
  return lines.map((line) => `  ${line.trim()}\n`).join('');
}

function shuffles(run: Figures): string {
  return run.stages
    .map(({ tasks, shuffled, spilled, taskSeconds }, i) => {
      const moved = `${inMegabytes(shuffled)} MB shuffled, ${inMegabytes(spilled)} MB spilled`;
      return `  stage ${i}: ${tasks} tasks, ${taskSeconds.toFixed(1)} s of tasks, ${moved}`;
    })
    .join('\n');
}

const corpus = await englishJsonl(megabytes);
const { size } = statSync(corpus);
console.log(
  `${(size / MB).toFixed(0)} MB of JSON lines; here with 2 threads; executors with one core and ${memory} MB each\n`,
);
console.log(`MB/s without start and end; by kind of process: ${KINDS.join(' / ')}\n`);
console.log(
  '| job | where | seconds | start and end | MB/s | of here | times one executor | CPU s | largest process, MB | bytes |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const details: string[] = [];
for (const name of names) {
  const job = JOBS.find((one) => one.name === name);
  if (job === undefined) throw new Error(`no job is called ${name}`);
  await compared(job, name, corpus, executors);
  if (name !== 'dedup' || texts === 0) continue;
  for (const shape of ['star', 'chain'] as const) {
    await compared(job, `${shape} of ${texts}`, await clusterJsonl(shape, texts), [Math.max(...executors)]);
  }
}
console.log(`\n${details.join('\n')}`);

/** Runs a job here and on so many executors, and says what that took. */
async function compared(
  job: BenchJob,
  name: string,
  input: string,
  counts: readonly number[],
): Promise<void> {
  const here = await measured(job, input);
  if (here === undefined) return;
  const { size: bytes } = statSync(input);
  console.log(row(name, 'here', here, bytes, here));
  let one: Figures | undefined;
  for (const count of counts) {
    const run = await measured(job, input, count);
    if (run === undefined) continue;
    const where = `${count} ${count === 1 ? 'executor' : 'executors'}`;
    console.log(row(name, where, run, bytes, here, one));
    if (count === 1) one = run;
    details.push(`${name}, ${where}:\n${notes(run)}${shuffles(run)}`);
  }
}
