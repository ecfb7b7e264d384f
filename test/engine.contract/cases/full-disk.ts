import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { dedupCorpus } from '../../../src/engine/dedup/dedup-corpus.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { tagCorpus } from '../../../src/engine/rows/tag-corpus.ts';
import { brown } from '../../fixtures/brown.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { SparkPages } from '../spark-pages.ts';

type Run = (inputs: readonly string[], folder: string, options: RewriteOptions) => Promise<unknown>;

const filter: Run = (inputs, folder, options) => {
  const outputs = {
    kept: { path: join(folder, 'kept.jsonl') },
    rejects: { path: join(folder, 'rejects.jsonl') },
  };
  return filterCorpus({ inputs }, { profiles: ['length'] }, outputs, options);
};

const written: Run = (inputs, folder, options) => {
  const settings = { set: { origin: 'human', source: 'press' } } as const;
  return tagCorpus({ inputs }, settings, { path: `file://${folder}/tagged`, format: 'jsonl' }, options);
};

const dedup: Run = (inputs, folder, options) =>
  dedupCorpus({ inputs }, { kept: { path: join(folder, 'kept.jsonl') }, ...options });

/** Executors that have no room left. */
export function fullDiskCases(desk: () => SparkDesk): void {
  describe('a disk that is full', () => {
    let inputs: string[];
    beforeAll(() => {
      const rows = brown('full disk', [40_000])[0] as object[];
      inputs = [desk().disk.write('full/a.jsonl', jsonl(rows))];
    });

    it.for([
      ['filter, of all executors', filter, 2],
      ['filter, of one', filter, 1],
      ['parts that executors write', written, 2],
      ['dedup', dedup, 2],
    ] as const)(
      'ends in an error with a code or in the same bytes, and nothing less: %s',
      async ([, run, full], { skip }) => {
        const { cluster, disk, engineOf } = desk();
        if (cluster.disks.length === 0) skip('this machine lets no disk be made');
        const folder = mkdtempSync(join(disk.folder, 'full-'));
        const disks = cluster.disks.slice(0, full);
        let error: { code?: string; message?: string } | undefined;
        try {
          for (const one of disks) one.fill();
          await run(inputs, folder, { engine: engineOf(2, 200_000) });
        } catch (thrown) {
          error = thrown as typeof error;
        } finally {
          for (const one of disks) one.free();
        }
        if (full === 2) expect(error?.message).toMatch(/No space left|ENOSPC/);
        if (error !== undefined) expect([error.code, readdirSync(folder)]).toEqual([expect.any(String), []]);
        else await expectSame(run, folder);
        expect(await new SparkPages(desk()).failedTasks()).toBeGreaterThan(0);
      },
    );

    async function expectSame(run: Run, found: string): Promise<void> {
      const folder = mkdtempSync(join(desk().disk.folder, 'full-'));
      await run(inputs, folder, { workers: 0 });
      expect(readdirSync(found)).toEqual(readdirSync(folder));
      for (const name of readdirSync(folder))
        expect(readFileSync(join(found, name))).toEqual(readFileSync(join(folder, name)));
    }
  });
}
