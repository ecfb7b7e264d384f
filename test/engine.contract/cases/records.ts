import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { tagCorpus } from '../../../src/engine/rows/tag-corpus.ts';
import { makeCorpus } from '../corpus.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/** What is done to records: parting, tagging, and rows that stop a run. */
export function recordCases(desk: () => SparkDesk): void {
  describe('what is done to records', () => {
    let spec: { inputs: string[] };
    beforeAll(() => {
      spec = { inputs: [makeCorpus(desk().disk)] };
    });

    it('parts a corpus into the same bytes as here, and tells of the same rows', async () => {
      const settings = { profiles: ['length', 'c4'], cleanLines: true };
      const [here, there] = await written(desk(), (folder, options) => {
        const outputs = {
          kept: { path: join(folder, 'k.jsonl.gz') },
          rejects: { path: join(folder, 'r.jsonl') },
        };
        return filterCorpus(spec, settings, outputs, options);
      });
      expect(there).toEqual(here);
      expect((here as { rows: unknown[] }).rows.length).toBeGreaterThan(30);
    });

    it('tags a corpus into the same table as here', async () => {
      const settings = { set: { origin: 'human', source: 'press' } } as const;
      const [here, there] = await written(desk(), (folder, options) =>
        tagCorpus(spec, settings, { path: join(folder, 't.parquet') }, { ...options, writeIds: true }),
      );
      expect(there).toEqual(here);
    });

    it('names the file and line of a row that stops the run, the first of several', async () => {
      const { disk, engineOf } = desk();
      const rows = Array.from({ length: 4000 }, (_, i) => ({
        text: `example ${i}`,
        ...(i % 1000 === 999 ? { made: 'by nobody' } : {}),
      }));
      const input = disk.write('poison.jsonl', jsonl(rows));
      const tag = (options: RewriteOptions) =>
        tagCorpus(
          { inputs: [input] },
          { fields: { origin: 'made' } },
          { path: join(disk.folder, 'never.jsonl') },
          options,
        ).catch((error) => error.toJSON());
      const here = await tag({ workers: 0 });
      expect(here.where).toBe('poison.jsonl:1000');
      expect(await tag({ engine: engineOf(10) })).toEqual(here);
    });
  });
}
