import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { HeldFile } from '../engine.contract/held-file.ts';
import { lives, processesOf, until } from '../engine.contract/processes.ts';
import { type Cluster, PYTHON, startCluster, withoutSpark } from '../engine.contract/spark-cluster.ts';
import { ROOT, SPARK_ENV } from '../engine.contract/spark-desk.ts';
import { runningApplications } from '../engine.contract/spark-pages.ts';
import { brown } from '../fixtures/brown.ts';

const why = withoutSpark();
const PATIENCE = 300_000;
const BINARY = join(ROOT, 'bin', 'outcross.js');

/** Runs a program with a terminal as its three streams. */
const TERMINAL = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs, what it has said so far, and how it ends. */
interface Running {
  readonly child: ChildProcess;
  readonly said: { stdout: string; stderr: string };
  readonly end: Promise<Ended>;
}

function start(program: string, args: readonly string[], cwd: string): Running {
  const all: NodeJS.ProcessEnv = { ...SPARK_ENV, PYSPARK_PYTHON: PYTHON };
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = all;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const end = new Promise<Ended>((resolve) => {
    child.on('close', (status) => resolve({ status, ...said }));
  });
  return { child, said, end };
}

describe.skipIf(why !== undefined)(`on Spark: ${why ?? 'the command line'}`, { timeout: PATIENCE }, () => {
  const disk = scratch();
  const records = brown('spark command', [12_000])[0] as object[];
  const cut = Math.ceil(records.length / 3);
  const first = Buffer.from(jsonl(records.slice(0, cut)));
  let cluster: Cluster;

  beforeAll(async () => {
    // As those who write by day leave a corpus, with an empty part and a note that all is there.
    disk.write('parts/day=1/part-0.jsonl', first);
    disk.write('parts/day=1/part-1.jsonl', '');
    disk.write('parts/day=2/part-0.jsonl', jsonl(records.slice(cut, 2 * cut)));
    disk.write('parts/day=2/part-1.jsonl', jsonl(records.slice(2 * cut)));
    disk.write('parts/_SUCCESS', '');
    cluster = await startCluster();
  }, PATIENCE);
  afterAll(() => cluster?.stop());

  /** A folder of a test's own. */
  function folder(name: string): string {
    const path = join(disk.folder, name);
    mkdirSync(path);
    return path;
  }

  const outcross = (args: readonly string[], cwd: string) => start(process.execPath, [BINARY, ...args], cwd);

  const onSpark = (...more: readonly string[]) => {
    const conf = ['spark.executor.memory=512m', 'spark.cores.max=1', 'spark.driver.host=127.0.0.1'];
    const options = ['--engine', 'spark', '--master', cluster.master, '--python', PYTHON];
    return [...options, ...conf.flatMap((one) => ['--spark-conf', one]), ...more];
  };

  /** The whole corpus, its first file held. */
  function heldParts(cwd: string): { file: HeldFile; inputs: readonly string[] } {
    const file = new HeldFile(join(cwd, 'parts', 'day=1', 'part-0.jsonl'));
    return { file, inputs: [file.path, join(disk.folder, 'parts', 'day=2'), '--format', 'jsonl'] };
  }

  async function profiledHere(inputs: readonly string[], cwd: string): Promise<Buffer> {
    const { status } = await outcross(['profile', ...inputs, '-o', 'here.profile'], cwd).end;
    expect(status).toBe(0);
    return readFileSync(join(cwd, 'here.profile'));
  }

  it('shows a bar and names the run on a terminal, in local mode', async () => {
    const cwd = folder('terminal');
    const { file, inputs } = heldParts(cwd);
    const where = ['--engine', 'spark', '--master', 'local[2]', '--python', PYTHON, '--task-bytes', '9000'];
    const args = ['profile', ...inputs, '-o', 'there.profile', ...where];
    const { said, end } = start(PYTHON, ['-c', TERMINAL, process.execPath, BINARY, ...args], cwd);
    await file.feed(first);
    await until(() => /Spark: [1-9]\d* of \d+/.test(said.stdout));
    await file.end();
    const { status, stdout } = await end;
    expect(status).toBe(0);
    expect(stdout).toMatch(/note run outcross-[0-9a-f]{8} on Spark \d\.\d+\.\d+ at local\[2\], http:/);
    const plain = [join(disk.folder, 'parts', 'day=1'), ...inputs.slice(1)];
    expect(readFileSync(join(cwd, 'there.profile'))).toEqual(await profiledHere(plain, cwd));
  });

  it('reads folders of parts, and says one document', async () => {
    const cwd = folder('parted');
    const args = ['filter', join(disk.folder, 'parts'), '--profile', 'length', '--json'];
    const outputs = (name: string) => ['-o', `${name}.jsonl`, '--rejects', `${name}-out.jsonl`];
    const [here, there] = await Promise.all([
      outcross([...args, ...outputs('here')], cwd).end,
      outcross([...args, ...outputs('there'), ...onSpark('--task-bytes', '20000')], cwd).end,
    ]);
    expect([here.status, there.status]).toEqual([0, 0]);
    expect(JSON.parse(there.stdout.replaceAll('there', 'here'))).toEqual(JSON.parse(here.stdout));
    const bytes = (name: string) => readFileSync(join(cwd, name), 'utf8');
    expect(bytes('there.jsonl')).toBe(bytes('here.jsonl'));
    expect(bytes('there-out.jsonl')).toBe(bytes('here-out.jsonl'));
  });

  it.each([
    ['Ctrl-C', 130, /error \[E_INTERRUPTED\] interrupted: x\.profile was not written/],
    ['a driver that is killed', 2, /error \[E_WORKER\] Spark's driver died/],
    ['a command line that is killed', null, /^/],
  ])('leaves nothing at work after %s', async (how, status, said) => {
    const cwd = folder(how);
    const { file, inputs } = heldParts(cwd);
    const { child, end } = outcross(['profile', ...inputs, '-o', 'x.profile', ...onSpark()], cwd);
    const worker = await file.feed(first);
    expect(await runningApplications(cluster.pages)).toHaveLength(1);
    const drivers = processesOf('outcross_job.py').filter((pid) => parentIs(pid, child.pid!));
    if (how === 'Ctrl-C') child.kill('SIGINT');
    else if (status === 2) process.kill(drivers[0], 'SIGKILL');
    else child.kill('SIGKILL');
    const ended = await end;
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(said);
    expect(readdirSync(cwd)).toEqual(['parts']);
    while ((await runningApplications(cluster.pages)).length > 0);
    await until(() => !drivers.some(lives));
    // It waits for bytes that do not come; nobody waits for it.
    await file.end();
    await until(() => !lives(worker));
  });

  it('runs out of the archive alone, submitted or not', async () => {
    const pack = folder('pack');
    const packed = await outcross(['engine', 'pack', '--with-node', '-o', 'engine.tar.gz'], pack).end;
    expect(packed).toMatchObject({ status: 0, stderr: '' });
    const cwd = folder('empty');
    const archive = join(pack, 'engine.tar.gz');
    execFileSync('tar', ['-xzf', archive, '--strip-components=1', 'spark/outcross_job.py'], { cwd });
    const inputs = [join(disk.folder, 'parts')];
    const conf = ['--conf', 'spark.cores.max=1', '--conf', 'spark.executor.memory=512m'];
    const submitted = ['--master', cluster.master, ...conf, '--archives', `${archive}#outcross`];
    const job = ['outcross_job.py', 'profile', ...inputs, '-o', 'submitted.profile'];
    const laptop = ['profile', ...inputs, '-o', 'shipped.profile', ...onSpark('--archive', archive)];
    const runs = [start(cluster.submit, [...submitted, ...job], cwd), outcross(laptop, cwd)];
    for (const { end } of runs) {
      const { status, stderr } = await end;
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    }
    const here = await profiledHere(inputs, cwd);
    for (const name of ['submitted', 'shipped'])
      expect(readFileSync(join(cwd, `${name}.profile`))).toEqual(here);
  });
});

function parentIs(pid: number, parent: number): boolean {
  return new RegExp(`^PPid:\\s+${parent}$`, 'm').test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
