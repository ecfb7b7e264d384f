import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { Rng } from '../base/rng.ts';
import { expectedCoverage, expectedTypes, presence, presenceTable } from './rarefaction.ts';
import { spectrumFrom, spectrumOf } from './spectrum.ts';

// n, m, c, 1 - C(n-c, m)/C(n, m): mpmath 1.4 at 60 digits, rounded to double precision.
const PRESENCE: [number, number, number, number][] = [
  [1e12, 1e6, 1, 1e-6],
  [1e12, 1e6, 1e4, 0.009950171250581993],
  [1e12, 1e6, 1e6, 0.6321209267080602],
  [1e12, 1e6, 3e7, 0.9999999999999065],
  [1e12, 5e11, 3, 0.875000000000375],
  [1e12, 1e12 - 5, 2, 1],
  [1e12, 1000, 1e9, 0.6323045754128837],
  [1e12, 100, 1e9, 0.09520785289077416],
  [1e12, 1e9, 129, 0.12108276427593143],
  [1e12, 1e9, 5000, 0.9932788881242156],
  [1e9, 1e6, 128, 0.12020297439405274],
  [1e9, 1e6, 129, 0.12108277153227272],
  [1000, 500, 5, 0.9690623421817003],
  [5000, 150, 200, 0.9980074969473549],
  [1e6, 1000, 1e4, 0.9999570461678299],
  [12345678, 9999, 4321, 0.969853643607574],
];

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return n < k ? 0n : result;
}

function bruteForcePresence(n: number, m: number, c: number): number {
  const scale = 10n ** 30n;
  return 1 - Number((choose(n - c, m) * scale) / choose(n, m)) / 1e30;
}

/** Distinct types among `m` of the tokens, by drawing. */
function drawnTypes(counts: readonly number[], m: number, rng: Rng): number {
  const tokens = counts.flatMap((count, type) => Array<number>(count).fill(type));
  return new Set(rng.shuffle(tokens).slice(0, m)).size;
}

describe('presence', () => {
  it.each(PRESENCE)(
    'of %d tokens, %d drawn, a type of %d: agrees with mpmath to 1e-11',
    (n, m, c, expected) => {
      expect(Math.abs(presence(n, m)!(c) / expected - 1)).toBeLessThan(1e-11);
    },
  );

  it('agrees with exact binomial coefficients on both sides of every branch', () => {
    const size = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }), fc.nat(900), (n, share, c) => {
        const m = Math.floor(share * (n + 1));
        const count = Math.min(c, n);
        expect(presence(n, m)!(count)).toBeCloseTo(bruteForcePresence(n, m, count), 11);
      }),
      { numRuns: runs(300) },
    );
  });

  it('is 0 for an absent type or no draw, and 1 where everything is drawn', () => {
    expect(presence(100, 10)!(0)).toBe(0);
    expect(presence(100, 0)!(30)).toBe(0);
    expect(presence(100, 100)!(1)).toBe(1);
    expect(presence(100, 60)!(41)).toBe(1);
    expect(presence(0, 0)!(0)).toBe(0);
  });

  it('rises with the count and with the sample', () => {
    for (const n of [500, 1e6, 1e11]) {
      const m = Math.floor(n / 300);
      const counts = [1, 2, 64, 127, 128, 129, 130, 256, 300];
      const table = presenceTable(n, m, counts)!;
      for (let i = 1; i < counts.length; i++) expect(table[i]).toBeGreaterThanOrEqual(table[i - 1]);
      for (const count of counts)
        expect(presence(n, m + 1)!(count)).toBeGreaterThanOrEqual(presence(n, m)!(count));
    }
  });

  it('does not exist for a sample larger than the whole, or that is no count', () => {
    expect(presence(10, 11)).toBeUndefined();
    expect(presence(10, -1)).toBeUndefined();
    expect(presence(10, 2.5)).toBeUndefined();
    expect(presence(Number.NaN, 1)).toBeUndefined();
    expect(presenceTable(10, 11, [1])).toBeUndefined();
  });
});

describe('expectedTypes', () => {
  const counts = [40, 20, 10, 5, 5, 3, 2, 2, 1, 1, 1, 1];

  it('agrees with 4000 draws within four standard errors', () => {
    const rng = new Rng('rarefaction');
    const m = 30;
    const draws = Array.from({ length: 4000 }, () => drawnTypes(counts, m, rng));
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / (draws.length - 1);
    const expected = expectedTypes(spectrumOf(counts), m)!;
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / draws.length));
  });

  it('is one type for one token and all types for all tokens', () => {
    const spectrum = spectrumOf(counts);
    expect(expectedTypes(spectrum, 1)).toBeCloseTo(1, 13);
    expect(expectedTypes(spectrum, 91)).toBeCloseTo(counts.length, 13);
    expect(expectedTypes(spectrum, 92)).toBeUndefined();
  });

  it('takes a sample of types with the size of the whole', () => {
    const sampled = spectrumFrom([
      [1, 8],
      [10, 2],
    ]);
    expect(expectedTypes(sampled, 50, 100)).toBeCloseTo(8 * 0.5 + 2 * presence(100, 50)!(10), 13);
  });
});

describe('expectedCoverage', () => {
  it('is the share of the whole that a draw leaves no longer new', () => {
    // Coverage at m is one less the chance that token m + 1 is a new type: the step of the rarefaction curve.
    const spectrum = spectrumOf([9, 6, 3, 2, 2, 1, 1, 1]);
    for (const m of [0, 1, 5, 12, 24]) {
      const step = expectedTypes(spectrum, m + 1)! - expectedTypes(spectrum, m)!;
      expect(expectedCoverage(spectrum, m)).toBeCloseTo(1 - step, 12);
    }
  });

  it('does not exist for the whole sample, of which nothing is left to judge by', () => {
    expect(expectedCoverage(spectrumOf([2, 1]), 3)).toBeUndefined();
    expect(expectedCoverage(spectrumOf([]), 0)).toBeUndefined();
  });
});
