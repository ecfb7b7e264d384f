import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import { generationChecks } from './generation-checks.ts';
import { checked, judged, LINE } from './line.test.support.ts';
import { LineModel } from './line-model.ts';

const disk = scratch();
const day = (n: number) => ({ at: `2026-01-0${n}T00:00:00.000Z` });

describe('generationChecks', () => {
  it('has each check with the verdict that was given with it, newest first', async () => {
    const store = await openSqlite(join(disk.folder, 'l.sqlite'), true);
    try {
      await store.append([
        checked('g1', 1, {}, day(1)),
        judged('g1', 1, 'healthy', {}, day(1)),
        checked('g2', 2, {}, day(1)),
        judged('g2', 2, 'early', {}, day(1)),
        // Killed before its verdict.
        checked('g1', 1, {}, day(2)),
        // Given again, by itself.
        judged('g1', 1, 'narrow', {}, day(3)),
        judged('g1', 1, 'late', {}, { ...day(4), line: 'other' }),
      ]);
      const found = await generationChecks(store, new LineModel(LINE), 'g1');
      expect(found.map(({ seq, verdict }) => [seq, verdict])).toEqual([
        [6, 'narrow'],
        [5, undefined],
        [1, 'healthy'],
      ]);
      expect(found[2]).toEqual({ seq: 1, by: 'zoe', verdict: 'healthy', ...day(1) });
      expect(await generationChecks(store, new LineModel(LINE), "g1' or '1'='1")).toEqual([]);
    } finally {
      await store.close();
    }
  });
});
