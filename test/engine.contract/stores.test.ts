import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { profileCorpus } from '../../src/engine/profile-corpus.ts';
import { tagCorpus } from '../../src/engine/rows/tag-corpus.ts';
import { encodeProfile } from '../../src/profile/codec.ts';
import { startCluster, withoutSpark } from './spark-cluster.ts';
import { closeDesk, deskOn, type SparkDesk } from './spark-desk.ts';

/** A folder of a store that may be written, such as `s3a://bucket/try`, and what Spark must be told to reach it, as JSON. */
const { OUTCROSS_STORE: store, OUTCROSS_STORE_CONF: conf = '{}' } = process.env;

const why =
  withoutSpark() ??
  (store === undefined
    ? 'no store: name a folder of one in OUTCROSS_STORE, and OUTCROSS_STORE_CONF'
    : undefined);

describe.skipIf(why !== undefined)(
  `on Spark: ${why ?? `what stands in ${store}`}`,
  { timeout: 600_000 },
  () => {
    const disk = scratch();
    let open: SparkDesk | undefined;
    let there: string;

    beforeAll(async () => {
      open = deskOn(await startCluster(), disk, randomUUID(), { conf: JSON.parse(conf) });
      there = `${store}/${randomUUID()}`;
    }, 600_000);

    afterAll(() => closeDesk(open));

    it.each(['jsonl', 'parquet'] as const)(
      'is written and read as files of this machine are (%s)',
      async (format) => {
        const rows = Array.from({ length: 3000 }, (_, i) => ({
          text: `example ${i} of ${(i * 7919) % 1009}`,
        }));
        const input = disk.write('in.jsonl', jsonl(rows));
        const engine = open!.engineOf(3, jsonl(rows).length);
        const settings = { set: { origin: 'human' } } as const;
        const here = join(disk.folder, format);
        for (const path of [`file://${here}`, `${there}/${format}`]) {
          const { records } = await tagCorpus({ inputs: [input] }, settings, { path, format }, { engine });
          expect(records).toBe(rows.length);
        }
        const expected = encodeProfile(await profileCorpus({ inputs: [here] }, { workers: 0 }));
        const inputs = [`${there}/${format}/part-*`, `${there}/${format}`];
        const found = encodeProfile(await profileCorpus({ inputs }, { engine, targetBytes: 20_000 }));
        expect(Buffer.compare(found, expected)).toBe(0);
      },
    );
  },
);
