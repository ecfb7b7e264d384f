import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorialEffects, shapleyValues } from './factorial.ts';

const losses = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 8, maxLength: 8 });

/** By the definition: the mean over all orders of what a factor adds. */
function byOrders(values: readonly number[]): number[] {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const sums = [0, 0, 0];
  for (const order of orders) {
    let set = 0;
    for (const factor of order) {
      sums[factor] += (values[set | (1 << factor)] - values[set]) / orders.length;
      set |= 1 << factor;
    }
  }
  return sums;
}

describe('shapleyValues', () => {
  it('is the mean effect over all orders, and sums to the whole', () => {
    fc.assert(
      fc.property(losses, (values) => {
        const shapley = shapleyValues(values, 3);
        const expected = byOrders(values);
        for (const [i, value] of shapley.entries()) expect(value).toBeCloseTo(expected[i], 10);
        expect(shapley.reduce((sum, value) => sum + value, 0)).toBeCloseTo(values[7] - values[0], 10);
      }),
    );
  });

  it('gives a factor without effect nothing, and factors that are alike the same', () => {
    // The glove game: the second and third factor do something only with the first.
    const glove = [0, 0, 0, 1, 0, 1, 0, 1];
    expect(shapleyValues(glove, 3).map((value) => Math.round(value * 6))).toEqual([4, 1, 1]);
    const idle = [1, 3, 1, 3, 1, 3, 1, 3];
    expect(shapleyValues(idle, 3)).toEqual([2, 0, 0]);
  });
});

describe('factorialEffects', () => {
  it('has main effects that are the parts of a sum, and no interactions, where errors add up', () => {
    const parts = [1, 10, 100];
    const sums = Array.from({ length: 8 }, (_, set) =>
      parts.reduce((sum, part, i) => sum + ((set >> i) & 1) * part, 0),
    );
    expect(factorialEffects(sums, 3)).toEqual([
      { factors: [0], value: 1 },
      { factors: [1], value: 10 },
      { factors: [2], value: 100 },
      { factors: [0, 1], value: 0 },
      { factors: [0, 2], value: 0 },
      { factors: [1, 2], value: 0 },
      { factors: [0, 1, 2], value: 0 },
    ]);
  });

  it('finds an interaction of two factors, and of three', () => {
    const effect = (values: number[], factors: number[]) =>
      factorialEffects(values, 3).find((one) => one.factors.join() === factors.join())!.value;
    const both = Array.from({ length: 8 }, (_, set) => ((set & 5) === 5 ? 6 : 0));
    expect(effect(both, [0, 2])).toBe(6);
    expect(effect(both, [0, 1])).toBe(0);
    expect(effect([0, 0, 0, 0, 0, 0, 0, 5], [0, 1, 2])).toBe(5);
  });
});
