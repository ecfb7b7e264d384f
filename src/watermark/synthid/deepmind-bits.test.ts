import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeepMindBits, startOf } from './deepmind-bits.ts';

const MULTIPLIER = 6364136223846793005n;
const wrapped = (value: bigint) => BigInt.asIntN(64, value);
const step = (h: bigint, x: bigint) => wrapped((h + x) * MULTIPLIER + 1n);

/** The bits of an n-gram in integers that do not overflow. */
function plain(keys: readonly bigint[], ngram: readonly number[]): number[] {
  const hash = ngram.reduce((h, token) => step(h, BigInt(token)), startOf(keys));
  return keys.map((key) => {
    let h = step(hash, key);
    // One more step of the generator, from 1, then a shift that keeps the sign: twelve times.
    for (let round = 0; round < 12; round++) h = wrapped((h + 1n) * MULTIPLIER + 1n) >> 5n;
    return Number((h >> 30n) & 1n);
  });
}

const key = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
const token = fc.nat(2 ** 31 - 1);

describe('DeepMindBits', () => {
  it('are what integers that cannot overflow give', () => {
    fc.assert(
      fc.property(
        fc.array(key, { minLength: 1, maxLength: 6 }),
        fc.array(token, { minLength: 4, maxLength: 4 }),
        token,
        (keys, context, next) => {
          const bits = new DeepMindBits(keys);
          const out = new Uint8Array(keys.length);
          bits.seek(context, 4, 4);
          bits.write(next, out);
          expect([...out]).toEqual(plain(keys, [...context, next]));
        },
      ),
    );
  });

  it('take 0 for what stands before the start, and tokens in any order', () => {
    const bits = new DeepMindBits([3n, -5n, 2n ** 62n]);
    const [a, b, again] = [0, 1, 2].map(() => new Uint8Array(3));
    bits.seek([7, 8], 1, 3);
    bits.write(9, a);
    bits.write(10, b);
    bits.write(9, again);
    expect([...a]).toEqual(plain([3n, -5n, 2n ** 62n], [0, 0, 7, 9]));
    expect([...b]).toEqual(plain([3n, -5n, 2n ** 62n], [0, 0, 7, 10]));
    expect(again).toEqual(a);
  });

  it('are ones half of the time, in every layer', () => {
    const keys = [11n, 12n, 13n, 14n];
    const bits = new DeepMindBits(keys);
    const out = new Uint8Array(4);
    const ones = [0, 0, 0, 0];
    bits.seek([1, 2, 3, 4], 4, 4);
    for (let next = 0; next < 20_000; next++) {
      bits.write(next, out);
      out.forEach((bit, layer) => {
        ones[layer] += bit;
      });
    }
    // Five standard deviations of a share of 20,000.
    for (const count of ones) expect(Math.abs(count / 20_000 - bits.share)).toBeLessThan(5 * 0.0036);
  });
});

describe('startOf', () => {
  it('lies from 0 to 2^63 - 2, and depends on every key and on their order', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 2, maxLength: 5 }), (keys) => {
        const start = startOf(keys);
        expect(start >= 0n && start < 2n ** 63n - 1n).toBe(true);
        expect(startOf([...keys, 0n])).not.toBe(start);
        if (keys[0] !== keys[1]) expect(startOf([keys[1], keys[0], ...keys.slice(2)])).not.toBe(start);
      }),
    );
  });
});
