import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { version } from '../../src/cli/version.ts';
import { SparkHost } from '../../src/spark/host.ts';
import { SparkEngine } from '../../src/spark/spark-engine.ts';
import { type Cluster, PYTHON, startCluster, withoutSpark } from './spark-cluster.ts';
import { engineContract } from './suite.ts';

const why = withoutSpark();
const SCRIPT =
  process.env['OUTCROSS_BIN'] ?? fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));

describe.skipIf(why !== undefined)(
  `on Spark: a cluster of two${why === undefined ? '' : ` (${why})`}`,
  () => {
    let cluster: Cluster;
    let host: SparkHost;

    beforeAll(async () => {
      cluster = await startCluster();
      host = new SparkHost(
        {
          master: cluster.master,
          python: PYTHON,
          runId: 'contract',
          conf: {
            'spark.executor.memory': '512m',
            'spark.driver.bindAddress': '127.0.0.1',
            'spark.driver.host': '127.0.0.1',
          },
        },
        { env: process.env, node: process.execPath, script: SCRIPT, version: version() },
      );
    });

    afterAll(async () => {
      await host?.close();
      cluster?.stop();
    });

    /** Tasks, about, that the corpus of the suite is cut into. */
    const engineOf = (tasks: number) => new SparkEngine(host, Math.ceil(200_000 / tasks));
    engineContract('the engine contract', engineOf, [1, 3]);
  },
);
