import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBits } from '../prf/torch-random.ts';
import { TransformersBits } from './transformers-bits.ts';

const MULTIPLIER = 6364136223846793005n;
const step = (h: bigint, x: bigint) => BigInt.asIntN(64, (h + x) * MULTIPLIER + 1n);
const remainder = (h: bigint) => Number(((h % 65536n) + 65536n) % 65536n);

describe('TransformersBits', () => {
  const tables = new Map([0, 7].map((seed) => [seed, randomBits(65536, seed)]));

  it('look up the remainder of the whole 64-bit hash, though 16 bits of it are kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(2 ** 31 - 1), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(0, 7),
        (keys, ngram, seed) => {
          const bits = new TransformersBits(keys, seed);
          const out = new Uint8Array(keys.length);
          bits.seek(ngram, 4, 4);
          bits.write(ngram[4], out);
          const hash = ngram.reduce((h, token) => step(h, BigInt(token)), 1n);
          expect([...out]).toEqual(keys.map((key) => tables.get(seed)![remainder(step(hash, key))]));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('take 0 for what stands before the start', () => {
    const bits = new TransformersBits([1n, 2n, 3n, 4n]);
    const [short, padded] = [new Uint8Array(4), new Uint8Array(4)];
    bits.seek([5], 1, 4);
    bits.write(6, short);
    bits.seek([0, 0, 0, 5], 4, 4);
    bits.write(6, padded);
    expect(short).toEqual(padded);
  });

  it('know the share of ones of their table', () => {
    expect(new TransformersBits([1n]).share).toBe(32743 / 65536);
    expect(new TransformersBits([1n, 2n], 7)).toMatchObject({
      depth: 2,
      share: tables.get(7)!.filter((bit) => bit === 1).length / 65536,
    });
  });
});
