import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../sketch/mt19937.ts';
import { randomBits, randperm, TorchPermutation } from './torch-random.ts';

describe('randperm', () => {
  it('gives the permutation of PyTorch under seed 0', () => {
    expect([...randperm(10, 0)]).toEqual([4, 1, 7, 5, 3, 9, 0, 8, 6, 2]);
  });

  it('gives the table of Transformers, all 1,000,003 entries', () => {
    const table = BigInt64Array.from(randperm(1_000_003, 15485863), BigInt);
    const digest = createHash('sha256').update(new Uint8Array(table.buffer)).digest('hex');
    expect(digest).toBe('8349a4f9ed0427a921a1780919acc7e5620eab13259e43b7f09c832c24b16d70');
  });

  it('gives the table of lm-watermarking', () => {
    expect([...randperm(1_000_003, 2971215073).subarray(0, 5)]).toEqual([
      250534, 296009, 268311, 356494, 845733,
    ]);
  });
});

describe('TorchPermutation', () => {
  it('gives the same first items where only they are asked for', () => {
    const whole = [...randperm(100, 77)];
    const permutation = new TorchPermutation(100);
    for (const count of [0, 1, 50, 99, 100])
      expect([...permutation.first(count, 77)]).toEqual(whole.slice(0, count));
    expect(whole.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('says of each item whether it is among the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(), (n, given, seed) => {
        const count = Math.min(n, given);
        const first = new Set(new TorchPermutation(n).first(count, seed));
        const permutation = new TorchPermutation(n);
        for (let item = 0; item < n + 3; item++)
          expect(permutation.holds(item, count, seed)).toBe(first.has(item));
      }),
    );
  });

  it('takes exact remainders of words up to 2^32 - 1', () => {
    const generator = new Mt19937(1);
    const permutation = new TorchPermutation(151_936);
    const plain = Int32Array.from({ length: 151_936 }, (_, i) => i);
    for (let i = 0; i < 40_000; i++) {
      const j = i + (generator.uint32() % (151_936 - i));
      [plain[i], plain[j]] = [plain[j], plain[i]];
    }
    expect(permutation.first(40_000, 1)).toEqual(plain.subarray(0, 40_000));
  });
});

describe('randomBits', () => {
  it('gives the table of bits of Transformers', () => {
    const bits = randomBits(65536, 0);
    expect(bits.subarray(0, 32).join('')).toBe('01101111111001000001011001111010');
    expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(32743);
  });
});
