import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randperm } from '../prf/torch-random.ts';
import { lefthash, selfhash } from './seeds.ts';

const MODULUS = 2n ** 64n - 1n;

describe('lefthash', () => {
  it('is the low word of key * token, whatever the size of the key', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 63n - 1n), fc.nat(), (key, token) => {
        const expected = Number(BigInt.asUintN(32, (key * BigInt(token)) % MODULUS));
        expect(lefthash(key).seedAt([9, token], 2, 0)).toBe(expected);
      }),
    );
  });
});

describe('selfhash', () => {
  it('takes the remainder by 2^64 - 1, so that a negative product shifts the seed by one', () => {
    const table = randperm(1_000_003, 5);
    const hash = (token: number) => BigInt(table[token] + 1);
    const key = 2n ** 62n + 1n;
    const seeds = selfhash(key, 2, 5);
    let negative = 0;
    for (let token = 0; token < 50; token++) {
      const products = [token, 7].map((other) => BigInt.asIntN(64, key * hash(other) * hash(token)));
      const least = products[0] < products[1] ? products[0] : products[1];
      if (least < 0n) negative++;
      const remainder = least < 0n ? least + MODULUS : least;
      expect(seeds.seedAt([1, 7], 2, token)).toBe(Number(BigInt.asUintN(32, remainder)));
    }
    expect(negative).toBeGreaterThan(5);
  });

  it('lets the token alone decide at width 1', () => {
    const seeds = selfhash(15485863n, 1, 15485863);
    expect(seeds.seedAt([1, 2, 3], 3, 9)).toBe(seeds.seedAt([7], 1, 9));
  });
});
