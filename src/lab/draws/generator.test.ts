import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { bulkGenerator, nextOpen, nextWord } from './generator.ts';

describe('bulkGenerator', () => {
  it('gives the words of xoshiro128++ 1.0', () => {
    // The first words of Blackman and Vigna's reference from the state 1, 2, 3, 4.
    const state = Int32Array.of(1, 2, 3, 4);
    const words = Array.from({ length: 4 }, () => nextWord(state) >>> 0);
    // rotl(1 + 4, 7) + 1 = 641, then by hand from the recurrence.
    expect(words).toEqual(reference([1, 2, 3, 4], 4));
    expect(words[0]).toBe(641);
  });

  it('gives the same words for the same generator, and others at the next call', () => {
    const rng = new Rng(4);
    const first = bulkGenerator(rng);
    expect(bulkGenerator(new Rng(4))).toEqual(first);
    expect(bulkGenerator(rng)).not.toEqual(first);
  });

  it('is never stuck at zero', () => {
    const rng = new Rng(1);
    rng.uint32 = () => 0;
    const state = bulkGenerator(rng);
    expect(state.some((word) => word !== 0)).toBe(true);
  });

  it('gives bits that are 1 half of the time', () => {
    const state = bulkGenerator(new Rng('bits'));
    const ones = new Float64Array(32);
    const n = 40_000;
    for (let i = 0; i < n; i++) {
      const word = nextWord(state);
      for (let bit = 0; bit < 32; bit++) ones[bit] += (word >>> bit) & 1;
    }
    for (const count of ones) expect(Math.abs(count / n - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / n));
  });
});

describe('nextOpen', () => {
  it('lies strictly between 0 and 1, with mean 1/2', () => {
    const state = bulkGenerator(new Rng('open'));
    const n = 100_000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const u = nextOpen(state);
      if (!(u > 0 && u < 1)) throw new Error(`${u}`);
      sum += u;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  });

  it('is above 0 even where all bits are 0', () => {
    // From this state both words are 0: a = 0 and a + d = 0 twice.
    expect(nextOpen(Int32Array.of(0, 0, 0, 0))).toBe(2 ** -54);
  });
});

/** xoshiro128++ in unbounded integers. */
function reference(seed: number[], n: number): number[] {
  const mask = 0xffffffffn;
  const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
  let [a, b, c, d] = seed.map(BigInt);
  return Array.from({ length: n }, () => {
    const result = (rotl((a + d) & mask, 7n) + a) & mask;
    const t = (b << 9n) & mask;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11n);
    return Number(result);
  });
}
