import { describe, expect, it } from 'vitest';
import { zipfCorpus } from '../../test/oracles/corpus.ts';
import { subjectsOf } from '../../test/oracles/subjects.ts';
import { TypeTable } from '../sketch/type-table.ts';
import { totals, walkByBlock } from './walk.ts';

const { columns } = subjectsOf([zipfCorpus({ seed: 'walk', examples: 200 })])[0].tables.get(1)!;

describe('walkByBlock', () => {
  it('meets every pair once, in the stretch of its block, with the type that it belongs to', () => {
    const { offsets, type, pair } = walkByBlock(columns);
    expect([...pair].sort((a, b) => a - b)).toEqual([...columns.block.keys()]);
    expect(offsets[64]).toBe(columns.block.length);
    for (let block = 0; block < 64; block++) {
      for (let at = offsets[block]; at < offsets[block + 1]; at++) {
        expect(columns.block[pair[at]]).toBe(block);
        expect(pair[at]).toBeGreaterThanOrEqual(columns.start[type[at]]);
        expect(pair[at]).toBeLessThan(columns.start[type[at] + 1]);
      }
    }
  });

  it('of an empty table is empty', () => {
    expect(walkByBlock(TypeTable.empty(1, 10).columns).offsets[64]).toBe(0);
  });
});

describe('totals', () => {
  it('add up a column over the blocks of each type', () => {
    for (const column of ['count', 'documents'] as const) {
      const sums = totals(columns, column);
      sums.forEach((sum, t) => {
        const own = columns[column].subarray(columns.start[t], columns.start[t + 1]);
        expect(sum).toBe(own.reduce((a, b) => a + b, 0));
      });
    }
  });
});
