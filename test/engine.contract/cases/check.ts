import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { exampleLineage } from '../../../src/engine/lineage/example-lineage.ts';
import { profileCorpus } from '../../../src/engine/profile-corpus.ts';
import { profileWritten } from '../../../src/engine/profile-written.ts';
import { anchorCorpus } from '../../../src/engine/rows/anchor-corpus.ts';
import { guardCorpus } from '../../../src/engine/rows/guard-corpus.ts';
import { inventory } from '../../../src/engine/rows/inventory.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { storeSet } from '../../../src/mix/proof/hash-set.ts';
import { encodeProfile } from '../../../src/profile/codec.ts';
import { check } from '../../../src/report/check.ts';
import { json } from '../../../src/report/json.ts';
import { makeQueue } from '../../../src/review/make-queue.ts';
import { brown } from '../../fixtures/brown.ts';
import { makeCorpus } from '../corpus.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/** A length that some of the sentences of the suite's corpus are near to. */
const FILTER = { profiles: ['length'] } as const;

/** What is done with corpora that are read, and nothing of them written: checks, anchors, proofs and all that looks through rows. */
export function checkCases(desk: () => SparkDesk): void {
  describe('what reads corpora', () => {
    it('gives the same report of a line', async () => {
      const { disk, engineOf } = desk();
      const corpora = brown('checked on Spark', [12_000, 12_000, 8_000]).map((rows, i) =>
        disk.write(`check/${i}.jsonl`, jsonl(rows)),
      );
      const report = async (engine?: Engine) => {
        const profiles = [];
        for (const path of corpora) {
          const spec = { inputs: [path], groupField: 'group' };
          profiles.push(await profileCorpus(spec, { workers: 0, ...(engine && { engine }) }));
        }
        const [against, reservoir, made] = profiles;
        return json(check({ against, reservoir, generations: [{ name: 'g1', profile: made }] }));
      };
      expect(await report(engineOf(1))).toBe(await report());
    });

    it('gives the same anchor: both sides, their profiles, the guard and what is said of them', async () => {
      const { disk } = desk();
      const people = brown('anchored on Spark', [20_000])[0].map((row) => ({
        ...row,
        provenance: { origin: 'human' },
      }));
      const input = disk.write('anchor/human.jsonl', `${jsonl(people)}broken\n`);
      const [here, there] = await written(desk(), (folder, options) =>
        anchorCorpus(
          { inputs: [input], groupField: 'group', categoryField: 'category' },
          join(folder, 'anchor'),
          { ...options, strata: ['category'] },
        ),
      );
      expect(there).toEqual(here);
      expect((here as { files: [string][] }).files.map(([name]) => name)).toEqual(
        [
          'anchor.json',
          'holdout.jsonl',
          'holdout.near',
          'holdout.profile',
          'reservoir.jsonl',
          'reservoir.profile',
        ]
          .map((name) => join('anchor', name))
          .sort(),
      );
    });

    it('reads here what this machine has written where executors do not see it', async () => {
      const { disk, engineOf } = desk();
      const path = disk.write('seen/here.jsonl', jsonl([{ text: 'to be or not to be' }]));
      const seen = engineOf(1);
      const blind: Engine = {
        name: 'blind',
        run: (job, hooks) =>
          seen.run(
            { ...job, shards: job.shards.map((shard) => ({ ...shard, path: '/gone/here.jsonl' })) },
            hooks,
          ),
      };
      const profile = await profileWritten({ inputs: [path] }, { engine: blind, workers: 0 });
      const own = await profileCorpus({ inputs: [path] }, { workers: 0 });
      expect(encodeProfile(profile)).toEqual(encodeProfile(own));
    });

    it('finds the same rows without provenance, the same ledger of sources and the same hashes', async () => {
      const spec = { inputs: [makeCorpus(desk().disk)] };
      const [here, there] = await written(desk(), async (folder, { targetBytes: _, ...options }) => {
        const guarded = await guardCorpus(spec, { require: ['origin'], allowUnknown: false }, options);
        const ledger = await inventory(spec, options);
        const { writer, ...set } = await storeSet(spec.inputs, {}, join(folder, 'tree'), options);
        await writer.commit();
        return { guarded, ledger, set };
      });
      expect(there).toEqual(here);
      const { result } = here as { result: { guarded: { refused: number; malformed: number } } };
      expect(result.guarded.refused).toBeGreaterThan(30);
      expect(result.guarded.malformed).toBeGreaterThan(30);
    });

    it('finds the same relatives of an example, and makes the same queue for reviewers', async () => {
      const { disk } = desk();
      const rows = brown('reviewed on Spark', [8_000])[0].map(({ id, text }, i, all) => ({
        id,
        text,
        provenance: { origin: 'synthetic', ...(i === 0 ? {} : { parents: [all[i >> 1].id] }) },
      }));
      const spec = { inputs: [disk.write('queue.jsonl', jsonl(rows))] };
      const plan = { size: 20, error: 0.1, reviewers: 1, overlap: 0, seed: '1' };
      const [here, there] = await written(desk(), async (_, options: RewriteOptions) => {
        const { engine } = options;
        const how = engine === undefined ? { workers: 0 } : { engine };
        const found = await exampleLineage(spec, rows[3].id, { depth: 2, nameOf: () => 'corpus', ...how });
        const queue = await makeQueue({ spec, filter: FILTER }, plan, how);
        return { nodes: [...found.graph.nodes], edges: found.graph.edges, files: found.files, queue };
      });
      expect(there).toEqual(here);
      const { result } = here as { result: { queue: { items: unknown[] }; edges: unknown[] } };
      expect(result.queue.items.length).toBeGreaterThan(20);
      expect(result.edges.length).toBeGreaterThan(2);
    });
  });
}
