import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { philox } from './philox.ts';

const MASK = 2n ** 32n - 1n;

/** Ten rounds as the paper writes them (figure 2 and section 2.2), in integers that do not overflow. */
function plain(counter: readonly number[], key: readonly number[]): number[] {
  let [a, b, c, d] = counter.map((word) => BigInt(word >>> 0));
  let [p, q] = key.map((word) => BigInt(word >>> 0));
  for (let round = 0; round < 10; round++) {
    const first = a * 0xd2511f53n;
    const second = c * 0xcd9e8d57n;
    [a, b, c, d] = [(second >> 32n) ^ b ^ p, second & MASK, (first >> 32n) ^ d ^ q, first & MASK];
    p = (p + 0x9e3779b9n) & MASK;
    q = (q + 0xbb67ae85n) & MASK;
  }
  return [a, b, c, d].map(Number);
}

const four = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer());

describe('philox', () => {
  it('is what integers that cannot overflow give', () => {
    fc.assert(
      fc.property(four, fc.integer(), fc.integer(), (counter, p, q) => {
        const out = new Uint32Array(4);
        philox(counter, p, q, out);
        expect([...out]).toEqual(plain(counter, [p, q]));
      }),
    );
  });

  it('may write over its own counter, and reads signed words as unsigned ones', () => {
    fc.assert(
      fc.property(four, fc.integer(), (counter, key) => {
        const out = new Uint32Array(4);
        philox(counter, key, ~key, out);
        const both = Uint32Array.from(counter);
        philox(both, key >>> 0, ~key >>> 0, both);
        expect(both).toEqual(out);
      }),
    );
  });

  it('gives another block for another counter: under one key it is a permutation', () => {
    const blocks = new Set<string>();
    const out = new Uint32Array(4);
    for (let i = 0; i < 4096; i++) {
      philox([i, 0, 0, 0], 7, 0, out);
      blocks.add(out.join());
    }
    expect(blocks.size).toBe(4096);
  });
});
