import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { planFor } from '../../../src/engine/plan-for.ts';
import { profileCorpus, profileShards } from '../../../src/engine/profile-corpus.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import { encodeProfile } from '../../../src/profile/codec.ts';
import { makeCorpus } from '../corpus.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/**
 * Files that are named by URIs. Those of this machine go the way of all others: listed by the driver, shown to the command line, brought
 * to executors by the file systems of Spark.
 */
export function remoteCases(desk: () => SparkDesk): void {
  describe('files named by URIs', () => {
    let corpus: string;
    const uri = (path: string) => `file://${path}`;
    beforeAll(() => {
      corpus = makeCorpus(desk().disk);
    });

    it('give the same profile as their paths here, whatever they are and however they are cut', async () => {
      const profile = async (input: string, options: Parameters<typeof profileCorpus>[1]) =>
        Buffer.from(encodeProfile(await profileCorpus({ inputs: [input] }, options)));
      const here = await profile(corpus, { workers: 0 });
      const there = await profile(uri(corpus), { engine: desk().engineOf(3), targetBytes: 9000 });
      expect(Buffer.compare(there, here)).toBe(0);
    });

    it('give the same records, by a pattern and a folder that share some', async () => {
      const inputs = [uri(join(corpus, '*.jsonl*')), uri(corpus)];
      const [here, there] = await written(desk(), (folder, options) =>
        filterCorpus(
          { inputs },
          { profiles: ['length'] },
          { kept: { path: join(folder, 'k.jsonl') }, rejects: { path: join(folder, 'r.parquet') } },
          options,
        ),
      );
      expect(there).toEqual(here);
    });

    it('stop a run where they are written or removed after they were listed', async () => {
      const { disk, engineOf } = desk();
      const rows = (n: number) => jsonl(Array.from({ length: n }, (_, i) => ({ text: `row ${i}` })));
      for (const change of ['written', 'removed'] as const) {
        const path = disk.write(`${change}/a.jsonl`, rows(100));
        disk.write(`${change}/b.jsonl`, rows(100));
        const spec = { inputs: [uri(join(disk.folder, change))] };
        const engine = engineOf(2);
        const shards = await planFor(spec, { engine });
        if (change === 'written') writeFileSync(path, rows(101));
        else rmSync(path);
        await expect(profileShards(shards, spec, { engine })).rejects.toMatchObject(
          change === 'written'
            ? { code: 'E_UNREADABLE', message: expect.stringContaining('changed'), where: uri(path) }
            : { code: 'E_NOT_FOUND', where: uri(path) },
        );
      }
    });

    it('are not found where nothing stands, and say so before any job', async () => {
      const { disk, engineOf } = desk();
      const input = uri(join(disk.folder, 'nothing'));
      await expect(planFor({ inputs: [input] }, { engine: engineOf(1) })).rejects.toMatchObject({
        code: 'E_NOT_FOUND',
        where: input,
      });
    });
  });
}
