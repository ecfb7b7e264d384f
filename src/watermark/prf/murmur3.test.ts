import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur3 } from './murmur3.ts';

const WORD = 2n ** 32n;
const turned = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) % WORD;

/** MurmurHash3_x86_32 as its paper writes it, in integers that do not overflow. */
function plain(words: readonly number[], seed: number): number {
  let h = BigInt(seed >>> 0);
  for (const word of words) {
    const k = (turned((BigInt(word >>> 0) * 0xcc9e2d51n) % WORD, 15n) * 0x1b873593n) % WORD;
    h = (turned(h ^ k, 13n) * 5n + 0xe6546b64n) % WORD;
  }
  h ^= BigInt(words.length * 4);
  h = ((h ^ (h >> 16n)) * 0x85ebca6bn) % WORD;
  h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) % WORD;
  return Number(h ^ (h >> 16n));
}

describe('murmur3', () => {
  // Vectors of the reference implementation; bytes 21 43 65 87 are the word 0x87654321.
  it.each([
    [[], 0, 0],
    [[], 1, 0x514e28b7],
    [[], 0xffffffff, 0x81f16f39],
    [[0xffffffff], 0, 0x76293b50],
    [[0x87654321], 0, 0xf55b516b],
    [[0x87654321], 0x5082edee, 0x2362f9de],
    [[0], 0, 0x2362f9de],
  ])('of %j under seed %i is %i', (words, seed, hash) => {
    expect(murmur3(words, words.length, seed)).toBe(hash);
  });

  it('is what integers that cannot overflow give', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 12 }), fc.integer(), (words, seed) => {
        expect(murmur3(words, words.length, seed)).toBe(plain(words, seed));
      }),
    );
  });

  it('reads signed and unsigned words alike, and nothing after the length', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 8 }), fc.nat(8), (words, given) => {
        const length = Math.min(given, words.length);
        const hash = murmur3(words.slice(0, length));
        expect(murmur3(Int32Array.from(words), length)).toBe(hash);
        expect(murmur3(Uint32Array.from(words), length)).toBe(hash);
      }),
    );
  });
});
