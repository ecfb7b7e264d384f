import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SmallDisk, smallDisk } from './small-disk.ts';

const FOLDER = process.env['OUTCROSS_SPARK'] ?? fileURLToPath(new URL('../../.spark', import.meta.url));

/** The interpreter that `scripts/spark.mjs` makes. */
export const PYTHON = join(FOLDER, 'python', 'bin', 'python');

/** Where mypy keeps what it knows of the packages: without it a check takes half a minute. */
export const MYPY_CACHE = join(FOLDER, 'mypy');

/** Why nothing can be tried on Spark here; undefined where it can. */
export function withoutSpark(): string | undefined {
  if (process.env['OUTCROSS_WITHOUT_SPARK'] !== undefined) return 'OUTCROSS_WITHOUT_SPARK is set';
  if (!existsSync(join(FOLDER, 'installed'))) return 'run `node scripts/spark.mjs` first';
  const java = spawnSync('java', ['-version']);
  return java.status === 0 ? undefined : 'there is no Java';
}

/**
 * What programs that live for a minute want of Java: a compiler that is done soon, and memory that is cleaned by one thread. Halves
 * the processor time of the suite.
 */
export const SHORT_LIVED = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

/** Of a worker: enough for two applications at a time, each of which has one core of each worker. */
const CORES = 2;

/** Spark copies no task to a host that has one attempt of it: to have two, a machine needs two names. */
const HOSTS = ['127.0.0.1', '127.0.0.2'];

/** A standalone cluster on loopback: a master and two workers, each a process of its own. */
export interface Cluster {
  readonly master: string;
  /** Address of the master's pages. */
  readonly pages: string;
  /** The `spark-submit` that belongs to it. */
  readonly submit: string;
  /** Where executors keep what they shuffle and cache, one of each worker; none where the machine lets no disk be made. */
  readonly disks: readonly SmallDisk[];
  stop(): void;
}

const STARTED = /Starting Spark master at (spark:\/\/[\d.:]+).*?started at (http:\/\/[\d.:]+)/s;
const REGISTERED = /Successfully registered with master/;

export async function startCluster(): Promise<Cluster> {
  const home = sparkHome();
  const folder = mkdtempSync(join(tmpdir(), 'outcross-cluster-'));
  const children: ChildProcess[] = [];
  const disks: SmallDisk[] = [];
  const start = (what: string, host: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const at = ['--host', host, '--port', '0', '--webui-port', '0'];
    const child = spawn(
      join(home, 'bin', 'spark-class'),
      [`org.apache.spark.deploy.${what}`, ...at, ...args],
      {
        cwd: folder,
        env: {
          ...process.env,
          ...SHORT_LIVED,
          SPARK_NO_DAEMONIZE: '1',
          SPARK_LOCAL_IP: host,
          SPARK_PUBLIC_DNS: host,
          SPARK_DAEMON_MEMORY: '256m',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.push(child);
    return child;
  };
  const stop = () => {
    process.off('exit', stop);
    for (const child of children) child.kill('SIGKILL');
    for (const disk of disks) disk.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // A run that is given up leaves no cluster behind.
  process.on('exit', stop);
  try {
    const [, master, pages] = await said(start('master.Master', HOSTS[0], []), STARTED);
    const worker = ['--cores', String(CORES), '--memory', '2g', '--work-dir', folder, master];
    await Promise.all(
      HOSTS.map((host) => {
        const disk = smallDisk(join(folder, `disk-${host}`));
        if (disk !== undefined) disks.push(disk);
        const env = disk === undefined ? {} : { SPARK_LOCAL_DIRS: disk.folder };
        return said(start('worker.Worker', host, worker, env), REGISTERED);
      }),
    );
    return { master, pages, submit: join(home, 'bin', 'spark-submit'), disks, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function sparkHome(): string {
  const program = 'import os, pyspark; print(os.path.dirname(pyspark.__file__))';
  return spawnSync(PYTHON, ['-c', program], { encoding: 'utf8' }).stdout.trim();
}

/** Waits until a process has said something. */
function said(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    const hear = (piece: Buffer) => {
      text += piece;
      const found = what.exec(text);
      if (found !== null) resolve(found);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.on('exit', () => reject(new Error(`it ended before it said ${what}:\n${text}`)));
  });
}
