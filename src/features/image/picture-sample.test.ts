import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowestPictures, PICTURE_BUDGET, type StoredPicture } from './picture-sample.ts';

const of = (hi: number, bytes = 1, more: Partial<StoredPicture> = {}): StoredPicture => ({
  hi,
  lo: 0,
  block: 0,
  name: `n${hi}`,
  width: bytes,
  height: 1,
  channels: 1,
  data: new Uint8Array(bytes),
  ...more,
});
const HALF = PICTURE_BUDGET / 2;

describe('lowestPictures', () => {
  it('orders by hash, high lane first, as whole numbers without a sign', () => {
    const sorted = lowestPictures([of(0xffffffff), of(1, 1, { lo: 5 }), of(1, 1, { lo: 4 }), of(0x80000000)]);
    expect(sorted.map(({ hi, lo }) => [hi, lo])).toEqual([
      [1, 4],
      [1, 5],
      [0x80000000, 0],
      [0xffffffff, 0],
    ]);
  });

  it.each([
    ['block', { block: 0 }, { block: 1 }],
    ['width', { width: 1 }, { width: 2 }],
    ['height', { height: 1 }, { height: 2 }],
    ['channels', { channels: 1 }, { channels: 3 }],
    ['pixels', { data: Uint8Array.of(1) }, { data: Uint8Array.of(200) }],
    ['name', { name: 'A' }, { name: 'a' }],
    ['category, none before any', {}, { category: 'a' }],
  ] as const)('orders pictures of one hash by %s, whichever came first', (_, a, b) => {
    const [low, high] = [of(1, 1, a), of(1, 1, b)];
    expect(lowestPictures([low, high])).toEqual([low, high]);
    expect(lowestPictures([high, low])).toEqual([low, high]);
  });

  it('keeps the one that fills the budget whole, and none after it', () => {
    const kept = (...bytes: number[]) => lowestPictures(bytes.map((n, i) => of(i, n))).length;
    expect(kept(HALF, HALF, 1)).toBe(2);
    expect(kept(HALF, HALF - 1, 1, 1)).toBe(3);
    expect(kept(HALF, HALF - 1, HALF, 1)).toBe(3);
    expect(kept(2 * PICTURE_BUDGET, 1)).toBe(1);
  });

  it('leaves no gap: a small picture of a higher hash does not take the place of a large one', () => {
    const kept = lowestPictures([of(3, 1), of(2, HALF), of(1, HALF), of(0, 5)]);
    expect(kept.map(({ hi }) => hi)).toEqual([0, 1, 2]);
  });

  it('gives the same of parts as of the whole, and does not touch what it was given', () => {
    const some = fc.array(
      fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 4 })).map(([hi, n]) => of(hi, (n * HALF) / 4)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, some, (a, b) => {
        const before = [...a];
        const hashes = (pictures: readonly StoredPicture[]) =>
          pictures.map(({ hi, width }) => `${hi}/${width}`);
        const parts = lowestPictures([...lowestPictures(a), ...lowestPictures(b)]);
        expect(hashes(parts)).toEqual(hashes(lowestPictures([...b, ...a])));
        expect(a).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it('of nothing is nothing', () => {
    expect(lowestPictures([])).toEqual([]);
  });
});
