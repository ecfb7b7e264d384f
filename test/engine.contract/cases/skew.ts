import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { dedupCorpus } from '../../../src/engine/dedup/dedup-corpus.ts';
import { profileCorpus } from '../../../src/engine/profile-corpus.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { encodeProfile } from '../../../src/profile/codec.ts';
import { brown } from '../../fixtures/brown.ts';
import { PYTHON } from '../spark-cluster.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { written } from './written.ts';

/** Row groups without rows stand first, last and between others. */
const EMPTY_GROUPS = `
import sys, pyarrow as pa, pyarrow.parquet as pq
full = pa.table({"text": ["of the first group", "of it too"]})
with pq.ParquetWriter(sys.argv[1], full.schema) as writer:
    for table in (full.slice(0, 0), full, full.slice(0, 0), full.slice(0, 1), full.slice(0, 0)):
        writer.write_table(table)
`;

/** Files and tasks that have nothing to do, and others that have all. */
export function skewCases(desk: () => SparkDesk): void {
  describe('what is cut unevenly', () => {
    it('gives the same of a large file, a hundred tiny ones, empty ones and empty row groups', async () => {
      const { disk } = desk();
      const rows = brown('skewed', [20_000])[0] as object[];
      disk.write('skew/large.jsonl', jsonl(rows.slice(100)));
      for (let i = 0; i < 100; i++) disk.write(`skew/tiny/${i}.jsonl`, i % 10 === 3 ? '' : jsonl([rows[i]]));
      disk.write('skew/none.jsonl', '');
      disk.write('skew/blank.jsonl', '\n\n');
      const table = disk.write('skew/groups.parquet', '');
      expect(spawnSync(PYTHON, ['-c', EMPTY_GROUPS, table]).status).toBe(0);
      const spec = { inputs: [join(disk.folder, 'skew')] };
      const [here, there] = await written(desk(), async (folder, options) => {
        const outputs = {
          kept: { path: join(folder, 'k.jsonl') },
          rejects: { path: join(folder, 'r.jsonl') },
        };
        const { tally } = await filterCorpus(spec, { profiles: ['length'] }, outputs, options);
        return { tally, profile: await digestOf(spec, options) };
      });
      expect(there).toEqual(here);
    });

    it.each([
      ['files of no bytes', { 'a.jsonl': '', 'b.jsonl': '' }],
      ['lines without rows', { 'a.jsonl': '\n\n', 'b.jsonl': ' ' }],
      ['a table of no bytes', { 'a.jsonl': '{"text":"x"}\n', 'b.parquet': '' }],
    ])('ends alike with %s', async (name, files) => {
      const { disk, engineOf } = desk();
      for (const [file, bytes] of Object.entries(files)) disk.write(`${name}/${file}`, bytes);
      const spec = { inputs: [join(disk.folder, name)] };
      const outcome = async (options: RewriteOptions) =>
        Promise.all([
          digestOf(spec, options).catch((error) => error.toJSON()),
          dedupCorpus(spec, options)
            .then(({ counts }) => counts)
            .catch((error) => error.toJSON()),
        ]);
      expect(await outcome({ engine: engineOf(1) })).toEqual(await outcome({ workers: 0 }));
    });
  });
}

async function digestOf(spec: { inputs: string[] }, options: RewriteOptions): Promise<string> {
  const profile = encodeProfile(await profileCorpus(spec, options));
  return createHash('sha256').update(profile).digest('hex');
}
