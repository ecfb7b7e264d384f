import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shard } from '../../corpus/source.ts';
import { bucketsFor, type Piece, pieceRuns, piecesOf } from './pieces.ts';

const shard = (bytes: number, more: Partial<Shard> = {}): Shard => ({
  path: '/a',
  name: 'a',
  format: 'jsonl',
  compression: 'none',
  bytes,
  ...more,
});
const MIB = 1024 * 1024;

describe('piecesOf', () => {
  it('closes a piece as soon as it is full', () => {
    const pieces = piecesOf(
      [4, 6, 10, 3, 3].map((bytes) => shard(bytes)),
      10,
    );
    expect(pieces).toEqual([
      { index: 0, from: 0, to: 2 },
      { index: 1, from: 2, to: 3 },
      { index: 2, from: 3, to: 5 },
    ]);
  });

  it('puts every shard into one piece, in order, and leaves no piece empty', () => {
    const sizes = fc.array(fc.nat(100), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 200 }), (all, bytes) => {
        const pieces = piecesOf(
          all.map((size) => shard(size)),
          bytes,
        );
        expect(pieces.map(({ index }) => index)).toEqual([...pieces.keys()]);
        expect(pieces.flatMap(({ from, to }) => all.slice(from, to))).toEqual(all);
        for (const { from, to } of pieces) expect(to).toBeGreaterThan(from);
        for (const { from, to } of pieces.slice(0, -1)) {
          const size = (list: readonly number[]) => list.reduce((sum, n) => sum + n, 0);
          expect(size(all.slice(from, to))).toBeGreaterThanOrEqual(bytes);
          expect(size(all.slice(from, to - 1))).toBeLessThan(bytes);
        }
      }),
    );
  });

  it('makes one piece of shards of unknown size, and none of no shards', () => {
    expect(piecesOf([shard(0), shard(0), shard(0)])).toHaveLength(1);
    expect(piecesOf([])).toEqual([]);
  });
});

describe('pieceRuns', () => {
  const shards = [4, 6, 10, 3, 7, 5].map((bytes) => shard(bytes));
  const pieces = piecesOf(shards, 10);
  const runs = (done: readonly number[], bytes?: number) =>
    pieceRuns(pieces, ({ index }: Piece) => done.includes(index), shards, bytes).map((run) =>
      run.map(({ index }) => index),
    );

  it('reads a piece a job where nothing else is asked', () => {
    expect(runs([])).toEqual([[0], [1], [2], [3]]);
    expect(runs([1, 3])).toEqual([[0], [2]]);
  });

  it('joins missing neighbours until they have the bytes, and never what lies on two sides of a piece that is done', () => {
    expect(runs([], 1000)).toEqual([[0, 1, 2, 3]]);
    expect(runs([1], 1000)).toEqual([[0], [2, 3]]);
    expect(runs([], 20)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('has nothing to do where all is done', () => {
    expect(runs([0, 1, 2, 3], 1000)).toEqual([]);
  });

  it('gives every missing piece once, in order, each run in one stretch', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3)), fc.nat(60), (done, bytes) => {
        const all = runs(done, bytes);
        expect(all.flat()).toEqual([0, 1, 2, 3].filter((index) => !done.includes(index)));
        for (const run of all) expect(run[run.length - 1] - run[0]).toBe(run.length - 1);
      }),
    );
  });
});

describe('bucketsFor', () => {
  it('is one for what fits into a bucket, and one more for each byte too many', () => {
    expect(bucketsFor([shard(100)], 100)).toBe(1);
    expect(bucketsFor([shard(60), shard(41)], 100)).toBe(2);
    expect(bucketsFor([], 100)).toBe(1);
    expect(bucketsFor([shard(0)])).toBe(1);
  });

  it('takes compressed text, and tables, for four times their size', () => {
    expect(bucketsFor([shard(100, { compression: 'gzip' })], 100)).toBe(4);
    expect(bucketsFor([shard(100, { format: 'parquet' })], 100)).toBe(4);
    expect(bucketsFor([shard(100, { format: 'csv' })], 100)).toBe(1);
  });

  it('never opens more than 256, whatever the size', () => {
    expect(bucketsFor([shard(64 * MIB * 256)])).toBe(256);
    expect(bucketsFor([shard(2 ** 50)])).toBe(256);
  });
});
