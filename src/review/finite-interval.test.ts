import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../stats/clopper-pearson.ts';
import { atLeast, atMost, finiteInterval } from './finite-interval.ts';

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}

/** P(X = x), of whole numbers. */
function probability(x: number, population: number, marked: number, drawn: number): number {
  const ways = choose(marked, x) * choose(population - marked, drawn - x);
  return Number((ways * 10n ** 18n) / choose(population, drawn)) / 1e18;
}

const draws = fc
  .integer({ min: 1, max: 60 })
  .chain((population) =>
    fc.tuple(
      fc.constant(population),
      fc.integer({ min: 0, max: population }),
      fc.integer({ min: 1, max: population }),
    ),
  );

describe('finiteInterval', () => {
  it('sums tails as whole numbers do', () => {
    fc.assert(
      fc.property(draws, fc.nat(60), ([population, marked, drawn], at) => {
        const x = Math.min(at, drawn);
        let below = 0;
        for (let k = 0; k <= x; k++) below += probability(k, population, marked, drawn);
        expect(atMost(x, population, marked, drawn)).toBeCloseTo(below, 10);
        expect(atLeast(x + 1, population, marked, drawn)).toBeCloseTo(1 - below, 10);
      }),
    );
  });

  it('covers every share at least as often as it says, by going over all that can be drawn', () => {
    for (const [population, drawn] of [
      [40, 10],
      [30, 29],
      [25, 25],
      [50, 1],
    ]) {
      for (let marked = 0; marked <= population; marked++) {
        let covered = 0;
        for (let x = 0; x <= drawn; x++) {
          const { low, high } = finiteInterval(x, drawn, population)!;
          const share = marked / population;
          if (low <= share && share <= high) covered += probability(x, population, marked, drawn);
        }
        expect(covered).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }
    }
  });

  it('comes to the binomial interval where the population is large', () => {
    // scipy.stats.binomtest(10, 100).proportion_ci(method='exact') gives 0.04900469, 0.17622260.
    const binomial = finiteInterval(10, 100, undefined)!;
    expect(binomial.low).toBeCloseTo(0.04900469, 8);
    expect(binomial.high).toBeCloseTo(0.1762226, 7);
    const finite = finiteInterval(10, 100, 1e9)!;
    expect(finite.low).toBeCloseTo(binomial.low, 6);
    expect(finite.high).toBeCloseTo(binomial.high, 6);
  });

  it('lies within the binomial interval, holds what was found, and is a point where all was drawn', () => {
    fc.assert(
      fc.property(draws, fc.nat(60), ([population, , drawn], at) => {
        const hits = Math.min(at, drawn);
        const finite = finiteInterval(hits, drawn, population)!;
        const binomial = clopperPearson(hits, drawn)!;
        expect(finite.low).toBeLessThanOrEqual(hits / drawn + 1e-12);
        expect(finite.high).toBeGreaterThanOrEqual(hits / drawn - 1e-12);
        // A share of the population is a whole number of it.
        expect(finite.low).toBeGreaterThanOrEqual(binomial.low - 1 / population);
        expect(finite.high).toBeLessThanOrEqual(binomial.high + 1 / population);
        if (drawn === population) expect(finite).toEqual({ low: hits / drawn, high: hits / drawn });
      }),
    );
  });

  it('bounds what was never found: 0 of 300 of many is at most 1.2%', () => {
    const { low, high } = finiteInterval(0, 300, 1e7)!;
    expect(low).toBe(0);
    // 1 - 0.025^(1 / 300)
    expect(high).toBeCloseTo(0.01222, 4);
    expect(finiteInterval(0, 0, 100)).toBeUndefined();
  });
});
