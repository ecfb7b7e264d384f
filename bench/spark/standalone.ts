import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** A standalone cluster on loopback: a master and workers of one core each, every one a process of its own. */
export interface Standalone {
  readonly master: string;
  stop(): void;
}

/** Starts one. `folder` takes what its executors put on disk, and is removed with it; `memory` is of a worker, in MB. */
export async function startStandalone(
  python: string,
  folder: string,
  workers: number,
  memory: number,
): Promise<Standalone> {
  const where = spawnSync(python, ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'], {
    encoding: 'utf8',
  });
  if (where.status !== 0) throw new Error(`${python} has no pyspark: run \`node scripts/spark.mjs\``);
  const children: ChildProcess[] = [];
  const start = (what: string, ...args: string[]) => {
    const at = ['--host', '127.0.0.1', '--port', '0', '--webui-port', '0'];
    const own = {
      SPARK_NO_DAEMONIZE: '1',
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_DAEMON_MEMORY: '256m',
      SPARK_LOCAL_DIRS: folder,
    };
    const child = spawn(
      join(where.stdout.trim(), 'bin', 'spark-class'),
      [`org.apache.spark.deploy.${what}`, ...at, ...args],
      {
        env: { ...process.env, ...own },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    children.push(child);
    return child;
  };
  const stop = () => {
    process.off('exit', stop);
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', stop);
  const master = await said(start('master.Master'), /Starting Spark master at (spark:\/\/[\d.:]+)/);
  const args = ['--cores', '1', '--memory', `${memory}m`, '--work-dir', folder, master];
  for (let i = 0; i < workers; i++) await said(start('worker.Worker', ...args), /(Successfully registered)/);
  return { master, stop };
}

function said(child: ChildProcess, what: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr!.on('data', (piece: Buffer) => {
      text = `${text}${piece}`.slice(-100_000);
      const found = what.exec(text);
      if (found !== null) resolve(found[1]);
    });
    child.on('exit', () => reject(new Error(`it ended before it said ${what}:\n${text}`)));
  });
}
