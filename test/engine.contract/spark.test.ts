import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { checkCases } from './cases/check.ts';
import { dedupCases } from './cases/dedup.ts';
import { driverCases } from './cases/driver.ts';
import { faultCases } from './cases/faults.ts';
import { fullDiskCases } from './cases/full-disk.ts';
import { mixCases } from './cases/mix.ts';
import { recordCases } from './cases/records.ts';
import { remoteCases } from './cases/remote.ts';
import { sinkCases } from './cases/sinks.ts';
import { skewCases } from './cases/skew.ts';
import { watermarkCases } from './cases/watermark.ts';
import { withoutSpark } from './spark-cluster.ts';
import { closeDesk, openDesk, type SparkDesk } from './spark-desk.ts';
import { engineContract } from './suite.ts';

const why = withoutSpark();

/** Starting a cluster takes seconds, and on a machine with other work many. */
const PATIENCE = 300_000;

describe.skipIf(why !== undefined)(
  `on Spark: ${why ?? 'a master and two workers'}`,
  { timeout: PATIENCE },
  () => {
    const disk = scratch();
    let open: SparkDesk | undefined;
    const desk = () => open!;

    beforeAll(async () => {
      open = await openDesk(disk, randomUUID());
    }, PATIENCE);

    afterAll(() => closeDesk(open));

    engineContract('the engine contract', (tasks) => desk().engineOf(tasks), [1, 3], [3]);
    recordCases(desk);
    remoteCases(desk);
    sinkCases(desk);
    watermarkCases(desk);
    mixCases(desk);
    checkCases(desk);
    dedupCases(desk);
    skewCases(desk);
    fullDiskCases(desk);
    faultCases(desk);
    driverCases();
  },
);
