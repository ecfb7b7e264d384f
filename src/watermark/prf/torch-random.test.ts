import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ascending, randomBits, randperm } from './torch-random.ts';

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
    expect([...randperm(1_000_003, 2971215073, 5)]).toEqual([250534, 296009, 268311, 356494, 845733]);
  });

  it('gives the same first items where only they are asked for', () => {
    const whole = randperm(100, 77);
    const scratch = new Int32Array(100);
    for (const taken of [0, 1, 50, 99, 100]) {
      expect([...randperm(100, 77, taken, ascending(100), scratch)]).toEqual([...whole.subarray(0, taken)]);
    }
    expect([...whole].sort((a, b) => a - b)).toEqual([...ascending(100)]);
  });
});

describe('randomBits', () => {
  it('gives the table of bits of Transformers', () => {
    const bits = randomBits(65536, 0);
    expect(bits.subarray(0, 32).join('')).toBe('01101111111001000001011001111010');
    expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(32743);
  });
});
