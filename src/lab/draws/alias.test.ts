import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { type AliasTable, aliasTable, countCategories, fillCategories, fillIndices } from './alias.ts';
import { bulkGenerator } from './generator.ts';

/** The probability of each category that a table holds. */
function held({ categories, threshold, alias }: AliasTable): Float64Array {
  const p = new Float64Array(categories);
  for (let urn = 0; urn < categories; urn++) {
    const own = threshold[urn] / 2 ** 32;
    p[urn] += own / categories;
    p[alias[urn]] += (1 - own) / categories;
  }
  return p;
}

describe('aliasTable', () => {
  it('holds the probabilities in proportion to the weights, and none where the weight is 0', () => {
    const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 60 }), (weights) => {
        const total = weights.reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const p = held(aliasTable(weights));
        weights.forEach((one, i) => {
          expect(Math.abs(p[i] - one / total)).toBeLessThan(1e-9);
          if (one === 0) expect(p[i]).toBe(0);
        });
      }),
    );
  });

  it('draws the only category there is', () => {
    const out = new Uint32Array(100).fill(7);
    fillCategories(bulkGenerator(new Rng(1)), aliasTable([3]), out);
    expect(out.every((category) => category === 0)).toBe(true);
  });
});

describe('fillCategories', () => {
  it('draws in proportion to the weights: a chi-squared test', () => {
    const weights = Float64Array.from({ length: 50 }, (_, i) => 1 / (i + 1));
    const total = weights.reduce((a, b) => a + b, 0);
    const out = new Uint32Array(500_000);
    fillCategories(bulkGenerator(new Rng('alias')), aliasTable(weights), out);
    const counts = new Float64Array(50);
    for (const category of out) counts[category]++;
    const chi = counts.reduce((sum, count, i) => {
      const expected = (out.length * weights[i]) / total;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // 49 degrees of freedom.
    expect(chi).toBeLessThan(49 + 4 * Math.sqrt(98));
    expect(chi).toBeGreaterThan(49 - 4 * Math.sqrt(98));
  });

  it('counts what it would have filled', () => {
    const table = aliasTable([5, 0, 1, 3, 1]);
    const out = new Uint32Array(10_000);
    fillCategories(bulkGenerator(new Rng(2)), table, out);
    const expected = new Float64Array(5);
    for (const category of out) expected[category]++;
    const counts = new Float64Array(5).fill(10);
    countCategories(bulkGenerator(new Rng(2)), table, out.length, counts);
    expect(counts).toEqual(expected.map((count) => count + 10));
    expect(expected[1]).toBe(0);
  });
});

describe('fillIndices', () => {
  it('is uniform, also where the number of words is no multiple of n', () => {
    const n = 7;
    const out = new Uint32Array(700_000);
    fillIndices(bulkGenerator(new Rng('indices')), n, out);
    const counts = new Float64Array(n);
    for (const index of out) counts[index]++;
    for (const count of counts) expect(Math.abs(count - 100_000)).toBeLessThan(4 * Math.sqrt(100_000));
  });

  it('stays within its bounds for every n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (n) => {
        const out = new Uint32Array(200);
        fillIndices(bulkGenerator(new Rng(n)), n, out);
        return out.every((index) => index < n);
      }),
    );
  });

  it('reaches the first and the last of 2^31 + 1, where nearly half of the words are refused', () => {
    const n = 2 ** 31 + 1;
    const out = new Uint32Array(20_000);
    fillIndices(bulkGenerator(new Rng(5)), n, out);
    expect(Math.max(...out)).toBeGreaterThan(n * 0.999);
    expect(Math.min(...out)).toBeLessThan(n * 0.001);
    const mean = out.reduce((sum, index) => sum + index / n, 0) / out.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / out.length));
  });
});
