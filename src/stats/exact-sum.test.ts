import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from './exact-sum.ts';

const integers = fc.array(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { maxLength: 30 });
const roots = fc.array(fc.nat({ max: 2 ** 32 }), { maxLength: 30 });

function sumOf(values: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum;
}

function squaresOf(values: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const value of values) sum.addSquare(value);
  return sum;
}

function clone(sum: ExactSum): ExactSum {
  return ExactSum.decode(sum.encode());
}

describe('ExactSum', () => {
  it('agrees with arbitrary precision for sums beyond 2^53', () => {
    fc.assert(
      fc.property(integers, (values) => {
        expect(sumOf(values).toBigInt()).toBe(values.reduce((total, value) => total + BigInt(value), 0n));
      }),
    );
  });

  it('agrees with arbitrary precision for sums of squares up to 2^64', () => {
    fc.assert(
      fc.property(roots, (values) => {
        expect(squaresOf(values).toBigInt()).toBe(
          values.reduce((total, value) => total + BigInt(value) ** 2n, 0n),
        );
      }),
    );
    for (const edge of [2 ** 26 - 1, 2 ** 26, 2 ** 32 - 1, 2 ** 32]) {
      expect(squaresOf([edge]).toBigInt()).toBe(BigInt(edge) ** 2n);
    }
  });

  it('merges associatively and commutatively, with the empty sum as identity', () => {
    fc.assert(
      fc.property(integers, roots, integers, (x, y, z) => {
        const [a, b, c] = [sumOf(x), squaresOf(y), sumOf(z)];
        const left = clone(a).merge(b).merge(c).encode();
        expect(clone(a).merge(clone(b).merge(c)).encode()).toEqual(left);
        expect(clone(c).merge(b).merge(a).encode()).toEqual(left);
        expect(clone(a).merge(new ExactSum()).encode()).toEqual(a.encode());
      }),
    );
  });

  it('gives back the rest when a part is taken away', () => {
    fc.assert(
      fc.property(integers, roots, (x, y) => {
        const whole = sumOf(x).merge(squaresOf(y));
        expect(whole.minus(squaresOf(y))?.encode()).toEqual(sumOf(x).encode());
      }),
    );
  });

  it('has no difference where the part is the larger', () => {
    expect(sumOf([3]).minus(sumOf([4]))).toBeUndefined();
    expect(sumOf([2 ** 50]).minus(sumOf([2 ** 50 + 1]))).toBeUndefined();
  });

  it('is canonical: equal sums have equal limbs however they came about', () => {
    const many = new ExactSum();
    for (let i = 0; i < 1024; i++) many.add(2 ** 48);
    expect(many.encode()).toEqual(squaresOf([2 ** 29]).encode());
    expect(many.encode()).toEqual([1024, 0]);
  });

  it('rounds once to a double', () => {
    fc.assert(
      fc.property(integers, roots, (x, y) => {
        const sum = sumOf(x).merge(squaresOf(y));
        expect(sum.toNumber()).toBe(Number(sum.toBigInt()));
      }),
    );
  });

  it('refuses what it could not hold exactly', () => {
    for (const bad of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
      expect(() => new ExactSum().add(bad)).toThrow(/integer from 0/);
    }
    expect(() => new ExactSum().addSquare(2 ** 32 + 1)).toThrow(/integer from 0/);
    const full = ExactSum.decode([Number.MAX_SAFE_INTEGER, 2 ** 48 - 1]);
    expect(() => full.add(1)).toThrow(/2\^101/);
  });

  it('refuses limbs that it did not write', () => {
    for (const bad of [
      [0, 2 ** 48],
      [-1, 0],
      [0.5, 0],
      [0, Number.NaN],
      [2 ** 53, 0],
    ] as [number, number][]) {
      expect(() => ExactSum.decode(bad)).toThrow(/no exact sum/);
    }
  });
});
