import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import type { BadRow, Shard } from '../corpus/source.ts';
import { BadRowLedger, fileOrder } from './bad-row-ledger.ts';

function shard(path: string, start?: number): Shard {
  const range = start === undefined ? {} : { range: [start, start + 10] as const };
  return { path, name: path, format: 'jsonl', compression: 'none', bytes: 10, ...range };
}

const bad = (file: string, row: number): BadRow => ({ file, row, reason: 'r', raw: 'x' });

describe('BadRowLedger', () => {
  it('adds the rows of the earlier shards of the same file, and only of that file', () => {
    const out: BadRow[] = [];
    const ledger = new BadRowLedger([shard('a', 0), shard('a', 10), shard('b')], (row) => out.push(row));
    ledger.add(0, [bad('a', 2)]);
    ledger.end(0, 7);
    ledger.add(1, [bad('a', 1)]);
    ledger.end(1, 3);
    ledger.add(2, [bad('b', 4)]);
    ledger.end(2, 9);
    expect(out).toEqual([bad('a', 2), bad('a', 8), bad('b', 4)]);
  });

  it('hands on the rows of the shard whose turn it is at once', () => {
    const out: BadRow[] = [];
    const ledger = new BadRowLedger([shard('a', 0), shard('a', 10)], (row) => out.push(row));
    ledger.add(0, [bad('a', 1)]);
    expect(out).toEqual([bad('a', 1)]);
    ledger.add(1, [bad('a', 1)]);
    expect(out).toHaveLength(1);
    ledger.end(0, 5);
    expect(out).toEqual([bad('a', 1), bad('a', 6)]);
  });

  it('gives the same rows in the same order, however the shards were cut, ordered and read', () => {
    const files = fc.array(
      fc.array(fc.array(fc.boolean(), { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(files, fc.integer(), (cuts, seed) => {
        const rng = new Rng(seed);
        const whole = cuts.flatMap((parts, f) =>
          parts.flat().flatMap((isBad, i) => (isBad ? [bad(`f${f}`, i + 1)] : [])),
        );
        const pieces = cuts.flatMap((parts, f) =>
          parts.map((rows, p) => ({ shard: shard(`f${f}`, p * 10), file: `f${f}`, rows })),
        );
        const out: BadRow[] = [];
        const shards = pieces.map((piece) => piece.shard);
        const ledger = new BadRowLedger(shards, (row) => out.push(row));
        for (const i of rng.shuffle(pieces.map((_, index) => index))) {
          const { file, rows } = pieces[i];
          // One at a time: a shard may tell of its rows in any number of messages.
          for (const [r, isBad] of rows.entries()) if (isBad) ledger.add(i, [bad(file, r + 1)]);
          ledger.end(i, rows.length);
        }
        expect(out).toEqual(whole);
      }),
    );
  });
});

describe('fileOrder', () => {
  it('puts the shards of a file together, from its beginning, files as they first occur', () => {
    const shards = [shard('b', 10), shard('a', 10), shard('b', 0), shard('a', 0)];
    expect(fileOrder(shards)).toEqual([2, 0, 3, 1]);
  });

  it('orders row groups as it orders bytes', () => {
    const group = (first: number): Shard => ({
      ...shard('p'),
      format: 'parquet',
      rowGroups: [first, first + 1],
    });
    expect(fileOrder([group(2), group(0), group(1)])).toEqual([1, 2, 0]);
  });
});
