import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halves, mulHigh, mulHigh64 } from './int64.ts';

const word = fc.integer();

describe('mulHigh', () => {
  it('is the upper half of a product of unsigned words', () => {
    fc.assert(
      fc.property(word, word, (x, y) => {
        const product = BigInt(x >>> 0) * BigInt(y >>> 0);
        expect(mulHigh(x, y)).toBe(Number(BigInt.asIntN(32, product >> 32n)));
      }),
    );
  });
});

describe('mulHigh64', () => {
  it('is the upper half of a product that wraps to 64 bits', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        (x, y) => {
          const [a, b, product] = [halves(x), halves(y), halves(x * y)];
          expect(mulHigh64(a.high, a.low, b.high, b.low)).toBe(product.high);
          expect(Math.imul(a.low, b.low)).toBe(product.low);
        },
      ),
    );
  });
});
