import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { DatasketchHasher } from './minhash-datasketch.ts';
import { Mt19937 } from './mt19937.ts';

function sha1(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32LE(0);
}

/** The definition, in whole numbers of any size. */
function plainly(hashes: readonly number[], size: number, seed: number): number[] {
  const prime = 2n ** 61n - 1n;
  const generator = new Mt19937(seed);
  const draw = (least: bigint) => {
    for (;;) {
      const value = generator.uint64() & prime;
      if (value + least < prime) return value + least;
    }
  };
  return Array.from({ length: size }, () => {
    const a = draw(1n);
    const b = draw(0n);
    const values = hashes.map((h) => (BigInt.asUintN(64, a * BigInt(h) + b) % prime) & 0xffffffffn);
    return Number(values.reduce((least, value) => (value < least ? value : least), 0xffffffffn));
  });
}

describe('DatasketchHasher', () => {
  it('gives the values that datasketch documents for "Hello", seed 1, four permutations', () => {
    const signature = new DatasketchHasher(4, 1).sign(Uint32Array.of(sha1('Hello')));
    expect([...signature]).toEqual([734825475, 960773806, 359816889, 342714745]);
  });

  it('agrees with the definition in whole numbers of any size', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 5 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 0xffffffff }), (hashes, seed) => {
        const signature = new DatasketchHasher(6, seed).sign(Uint32Array.from(hashes));
        expect([...signature]).toEqual(plainly(hashes, 6, seed));
      }),
      { numRuns: runs(60) },
    );
  });

  it('takes a union by the lesser of each pair of values', () => {
    const hasher = new DatasketchHasher(32);
    const hashes = ['a', 'b', 'c', 'd'].map(sha1);
    const left = hasher.sign(Uint32Array.from(hashes.slice(0, 2)));
    const right = hasher.sign(Uint32Array.from(hashes.slice(1)));
    const both = hasher.sign(Uint32Array.from(hashes));
    expect([...both]).toEqual([...left].map((value, j) => Math.min(value, right[j])));
  });

  it('gives the greatest value everywhere for no element', () => {
    expect([...new DatasketchHasher(3).sign(new Uint32Array(0))]).toEqual(new Array(3).fill(0xffffffff));
  });
});
