import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipfWords } from '../../test/oracles/corpus.ts';
import { Rng } from '../base/rng.ts';
import { presenceCorrection, singletonCorrection } from './corrections.ts';

const GROUPS = 64;
const TYPES = 3000;
const REPLICATES = 12;

/** Rates of types: a Zipf law of so many tokens. */
const RATES = new ZipfWords(TYPES).probabilities().map((p) => p * 4000);

/** Poisson, by products of uniform numbers (Knuth 1969). */
function poisson(rate: number, rng: Rng): number {
  const limit = Math.exp(-rate);
  let n = 0;
  for (let product = rng.next(); product > limit; product *= rng.next()) n++;
  return n;
}

/** Occurrences of every type in each group. */
function draw(rng: Rng): Uint8Array[] {
  return Array.from(RATES, (rate) => Uint8Array.from({ length: GROUPS }, () => poisson(rate / GROUPS, rng)));
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** Delete-a-group jackknife variance of the sum over types of `value(count)`. */
function jackknife(counts: readonly Uint8Array[], value: (count: number) => number): number {
  const loss = new Float64Array(GROUPS);
  for (const byGroup of counts) {
    const all = sum(byGroup);
    byGroup.forEach((n, g) => {
      if (n > 0) loss[g] += value(all) - value(all - n);
    });
  }
  const mean = sum(loss) / GROUPS;
  return ((GROUPS - 1) / GROUPS) * sum(loss.map((x) => (x - mean) ** 2));
}

/** Means over replicates of the jackknife variance, plain and corrected. */
function simulate(value: (count: number) => number, correction: (counts: Float64Array) => number) {
  let [plain, corrected] = [0, 0];
  for (let r = 0; r < REPLICATES; r++) {
    const counts = draw(new Rng(`corrections ${r}`));
    const variance = jackknife(counts, value);
    plain += variance / REPLICATES;
    corrected += (variance * correction(Float64Array.from(counts, sum))) / REPLICATES;
  }
  return { plain, corrected };
}

describe('presenceCorrection', () => {
  it.each([1, 0.5])('leaves of the jackknife what is variance, where each is drawn with chance %d', (f) => {
    const truth = sum(RATES.map((l) => Math.exp(-l * (1 - (1 - f) ** 2)) - Math.exp(-2 * l * f)));
    const { plain, corrected } = simulate(
      (d) => 1 - (1 - f) ** d,
      (counts) => presenceCorrection(counts, f),
    );
    expect(Math.abs(corrected / truth - 1)).toBeLessThan(0.1);
    expect(plain / truth).toBeGreaterThan(f === 1 ? 1.2 : 1.05);
  });

  it('is 1 where nothing is seen, or only what is seen often', () => {
    expect(presenceCorrection([], 1)).toBe(1);
    expect(presenceCorrection([0, 0], 1)).toBe(1);
    expect(presenceCorrection([100, 5000], 0.5)).toBe(1);
  });

  it('is the share of the weights, whatever their scale', () => {
    const counts = [1, 1, 2, 3, 5];
    const weights = [0.3, 1, 0.5, 0, 1];
    const scaled = weights.map((w) => w * 7);
    expect(presenceCorrection(counts, 0.5, scaled)).toBeCloseTo(presenceCorrection(counts, 0.5, weights), 12);
    expect(presenceCorrection(counts, 0.5, [1, 1, 1, 1, 1])).toBe(presenceCorrection(counts, 0.5));
    expect(presenceCorrection([1, 2, 2], 1, [1, 0, 0])).toBe(presenceCorrection([1], 1));
  });

  it('never makes an error larger, nor less than its half', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 50 });
    fc.assert(
      fc.property(counts, fc.double({ min: 1e-6, max: 1, noNaN: true }), (d, f) => {
        const left = presenceCorrection(d, f);
        return left >= 0.5 && left <= 1;
      }),
    );
  });
});

describe('singletonCorrection', () => {
  it('brings the jackknife nearer to the truth, from above', () => {
    const truth = sum(RATES.map((l) => l * Math.exp(-l) * (1 - l * Math.exp(-l))));
    const { plain, corrected } = simulate(
      (c) => (c === 1 ? 1 : 0),
      (counts) =>
        singletonCorrection(counts.filter((n) => n === 1).length, counts.filter((n) => n === 2).length),
    );
    expect(plain / truth).toBeGreaterThan(1.3);
    expect(corrected).toBeLessThan(0.9 * plain);
    expect(corrected / truth).toBeGreaterThan(1);
  });

  it('is 1 without singletons, and stays within a half and 1', () => {
    expect(singletonCorrection(0, 10)).toBe(1);
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (one, two) => {
        const left = singletonCorrection(one, two);
        return left >= 0.5 && left <= 1;
      }),
    );
  });
});
