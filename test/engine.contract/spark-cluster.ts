import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env['OUTCROSS_SPARK'] ?? fileURLToPath(new URL('../../.spark', import.meta.url));

/** The interpreter that `scripts/spark.mjs` makes. */
export const PYTHON = join(FOLDER, 'python', 'bin', 'python');

/** Where mypy keeps what it knows of the packages: without it a check takes half a minute. */
export const MYPY_CACHE = join(FOLDER, 'mypy');

/** Why nothing can be tried on Spark here; undefined where it can. */
export function withoutSpark(): string | undefined {
  if (!existsSync(join(FOLDER, 'installed'))) return 'run `node scripts/spark.mjs` first';
  const java = spawnSync('java', ['-version']);
  return java.status === 0 ? undefined : 'there is no Java';
}

/** A standalone cluster on loopback: a master and two workers of one core, each a process of its own. */
export interface Cluster {
  readonly master: string;
  /** The `spark-submit` that belongs to it. */
  readonly submit: string;
  stop(): void;
}

const STARTED = /Starting Spark master at (spark:\/\/[\d.:]+)/;
const REGISTERED = /Successfully registered with master/;

export async function startCluster(): Promise<Cluster> {
  const home = sparkHome();
  const folder = mkdtempSync(join(tmpdir(), 'outcross-cluster-'));
  const children: ChildProcess[] = [];
  const start = (what: string, args: readonly string[]) => {
    const child = spawn(join(home, 'bin', 'spark-class'), [`org.apache.spark.deploy.${what}`, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        SPARK_NO_DAEMONIZE: '1',
        SPARK_LOCAL_IP: '127.0.0.1',
        SPARK_DAEMON_MEMORY: '256m',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  };
  const stop = () => {
    process.off('exit', stop);
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // A run that is given up leaves no cluster behind.
  process.on('exit', stop);
  try {
    const host = ['--host', '127.0.0.1', '--port', '0', '--webui-port', '0'];
    const [, master] = await said(start('master.Master', host), STARTED);
    const worker = [...host, '--cores', '1', '--memory', '1g', '--work-dir', folder, master];
    await Promise.all([1, 2].map(() => said(start('worker.Worker', worker), REGISTERED)));
    return { master, submit: join(home, 'bin', 'spark-submit'), stop };
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
