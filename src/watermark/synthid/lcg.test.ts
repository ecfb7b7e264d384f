import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashNumbers, Lcg64 } from './lcg.ts';

const MULTIPLIER = 6364136223846793005n;
const wrapped = (value: bigint) => BigInt.asIntN(64, value);
const whole = fc.oneof(
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc.constantFrom(0n, -1n, 1n, 2n ** 32n - 1n, 2n ** 32n, -(2n ** 63n), 2n ** 63n - 1n),
);

describe('hashNumbers', () => {
  it('is h <- (h + x) * 6364136223846793005 + 1 over all numbers, wrapped', () => {
    fc.assert(
      fc.property(whole, fc.array(whole, { maxLength: 8 }), (start, numbers) => {
        const expected = numbers.reduce((h, x) => wrapped((h + x) * MULTIPLIER + 1n), start);
        expect(hashNumbers(start, numbers)).toBe(expected);
      }),
    );
  });

  it('can be cut anywhere: the hash of the first part is the start of the second', () => {
    fc.assert(
      fc.property(whole, fc.array(whole), fc.array(whole), (start, a, b) => {
        expect(hashNumbers(hashNumbers(start, a), b)).toBe(hashNumbers(start, [...a, ...b]));
      }),
    );
  });

  it('carries from the low half where the sum or the product ends in zeros', () => {
    // The product that ends in 2^32 - 1: -1 / multiplier modulo 2^64, so that the step gives 0.
    let inverse = 1n;
    for (let i = 0; i < 6; i++) inverse = wrapped(inverse * (2n - MULTIPLIER * inverse));
    expect(hashNumbers(0n, [wrapped(-inverse)])).toBe(0n);
    expect(hashNumbers(1n, [wrapped(-inverse - 1n)])).toBe(0n);
  });
});

describe('Lcg64', () => {
  it('takes a token as the number that it is', () => {
    fc.assert(
      fc.property(whole, fc.nat(2 ** 31 - 1), (start, token) => {
        const lcg = new Lcg64();
        lcg.set(Number(BigInt.asIntN(32, start >> 32n)), Number(BigInt.asIntN(32, start)));
        lcg.takeToken(token);
        const found = (BigInt(lcg.high) << 32n) | BigInt(lcg.low >>> 0);
        expect(found).toBe(wrapped((start + BigInt(token)) * MULTIPLIER + 1n));
      }),
    );
  });
});
