import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../src/cli/version.ts';
import type { scratch } from '../../src/corpus/fixtures.test.support.ts';
import type { Application } from '../../src/spark/driver/session.ts';
import { SparkHost } from '../../src/spark/host.ts';
import { SparkEngine } from '../../src/spark/spark-engine.ts';
import { type Cluster, PYTHON, SHORT_LIVED, startCluster } from './spark-cluster.ts';

/** Whose command line workers and tests start: this checkout's, or that of a build elsewhere. */
export const ROOT = process.env['OUTCROSS_ROOT'] ?? fileURLToPath(new URL('../..', import.meta.url));

/** The environment of those who start a driver on the cluster. */
export const SPARK_ENV = {
  ...process.env,
  ...SHORT_LIVED,
  SPARK_LOCAL_IP: '127.0.0.1',
  SPARK_PUBLIC_DNS: '127.0.0.1',
};

/** What a case on Spark works with: one cluster and one application for all of them. */
export interface SparkDesk {
  readonly disk: ReturnType<typeof scratch>;
  readonly cluster: Cluster;
  readonly host: SparkHost;
  /** Told to every worker, so that a test can tell its own from those of others. */
  readonly mark: string;
  /** An engine that cuts `bytes`, those of the suite's corpus unless said, into about so many tasks. */
  engineOf(tasks: number, bytes?: number): SparkEngine;
  /** The application, once it was started. */
  application(): Application;
}

/** Bytes, about, of the corpus that `makeCorpus` writes. */
const CORPUS_BYTES = 200_000;

/** Starts a cluster and an application on it. */
export async function openDesk(disk: SparkDesk['disk'], mark: string): Promise<SparkDesk> {
  return deskOn(await startCluster(), disk, mark);
}

/** What an application of its own differs in. */
interface Own {
  readonly conf?: Readonly<Record<string, string>>;
}

/** An application on a cluster: one core and so one task at a time on each of its workers. */
export function deskOn(cluster: Cluster, disk: SparkDesk['disk'], mark: string, own: Own = {}): SparkDesk {
  const conf = {
    'spark.executor.memory': '512m',
    'spark.executor.cores': '1',
    'spark.cores.max': '2',
    'spark.driver.host': '127.0.0.1',
    'spark.executorEnv.OUTCROSS_MARK': mark,
    // Who reads for a worker that stands still is given up soon: before that, its core is not free.
    'spark.python.task.killTimeout': '100ms',
    // More links than this are followed by rounds of joins: those of the longest chain.
    'spark.outcross.links': '1000',
    ...own.conf,
  };
  let application: Application | undefined;
  const host = new SparkHost(
    { master: cluster.master, python: PYTHON, runId: `contract-${mark.slice(0, 8)}`, conf },
    {
      env: SPARK_ENV,
      node: process.execPath,
      script: join(ROOT, 'bin', 'outcross.js'),
      version: version(),
      onStart: (started) => {
        application = started;
      },
    },
  );
  return {
    disk,
    cluster,
    host,
    mark,
    engineOf: (tasks, bytes = CORPUS_BYTES) => new SparkEngine(host, Math.ceil(bytes / tasks)),
    application: () => application!,
  };
}

export async function closeDesk(desk: SparkDesk | undefined): Promise<void> {
  await desk?.host.close();
  desk?.cluster.stop();
}
