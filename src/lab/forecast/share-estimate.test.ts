import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { estimateShare } from './share-estimate.ts';
import type { HumanSpectrum, SpectrumWithErrors } from './survival.ts';

/** Spectra that are told apart by their units. */
function spectra(whole: number, leftOut: readonly number[]): SpectrumWithErrors {
  const of = (units: number): HumanSpectrum => ({
    units,
    classes: [],
    second: { of: () => ({ mean: 1, scale: 1 }) },
  });
  return { whole: of(whole), leftOut: leftOut.map(of) };
}
const shareOf = ({ units }: HumanSpectrum) => units;
const SURE = { kept: 1e12, all: 1e12, reach: 0 };

describe('estimateShare', () => {
  it("has the error of the text: a delete-a-group jackknife, by Student's t", () => {
    // Replicates .4 and .6: variance (2-1)/2 * (.1^2 + .1^2) = .01; t(.975, 1) = 12.7062.
    const { value, interval } = estimateShare(spectra(0.5, [0.4, 0.6]), shareOf, SURE, 0.05)!;
    expect(value).toBe(0.5);
    expect(interval).toEqual([0, 1]);
    // Eight replicates: 7/8 * 8 * .01^2 = .0007; t(.975, 7) = 2.36462.
    const eight = spectra(0.5, [0.49, 0.51, 0.49, 0.51, 0.49, 0.51, 0.49, 0.51]);
    const [low, high] = estimateShare(eight, shareOf, SURE, 0.05)!.interval;
    expect(high - 0.5).toBeCloseTo(2.36462 * Math.sqrt(0.0007), 5);
    expect(0.5 - low).toBeCloseTo(high - 0.5, 12);
  });

  it('has the error of the throws: binomial, of as many types as there are', () => {
    const same = spectra(0.5, new Array(16).fill(0.5));
    const width = (all: number) => {
      const [low, high] = estimateShare(same, shareOf, { kept: all, all, reach: 0 }, 0.05)!.interval;
      return high - low;
    };
    // t(.975, 15) = 2.13145.
    expect(width(400)).toBeCloseTo(2 * 2.13145 * 0.025, 4);
    expect(width(100)).toBeCloseTo(2 * width(400), 6);
  });

  it.each([
    [0.98, 0.45],
    [0.5, 0.1],
    [0.3, 0.9],
    [1, 0.6],
  ])('spans what lines find by chance of what human text is expected to hold: %s of %s', (value, held) => {
    const all = 500;
    const rng = new Rng(`throws ${value} ${held}`);
    const lines = Array.from({ length: 4000 }, () => {
      let found = 0;
      for (let type = 0; type < all; type++) if (rng.next() < value * held) found++;
      return found / (all * held);
    });
    const same = spectra(value, new Array(16).fill(value));
    const [low, high] = estimateShare(same, shareOf, { kept: all, all, reach: 0, held }, 0.05)!.interval;
    const within = lines.filter((share) => share >= low && share <= high).length / lines.length;
    // Student's t of 15 degrees spans 0.967 of a normal; counts are whole, and 4,000 lines leave 0.003.
    expect(within).toBeGreaterThan(0.945);
    expect(within).toBeLessThan(0.985);
  });

  it('is wider where only a part of the types was kept', () => {
    const same = spectra(0.5, new Array(16).fill(0.5));
    const width = (kept: number) => {
      const [low, high] = estimateShare(same, shareOf, { kept, all: 1000, reach: 0 }, 0.05)!.interval;
      return high - low;
    };
    expect(width(100)).toBeGreaterThan(width(500));
    expect(width(500)).toBeGreaterThan(width(1000));
  });

  it('adds what comes from elsewhere as a second side of a right angle', () => {
    const sure = spectra(0.5, new Array(16).fill(0.5));
    const { interval } = estimateShare(sure, shareOf, { ...SURE, reach: 0.2 }, 0.05)!;
    expect(interval[0]).toBeCloseTo(0.3, 5);
    expect(interval[1]).toBeCloseTo(0.7, 5);
  });

  it('says that all is possible where there are no two groups to tell', () => {
    expect(estimateShare(spectra(0.3, []), shareOf, SURE, 0.05)).toEqual({ value: 0.3, interval: [0, 1] });
    expect(estimateShare(spectra(1.2, []), shareOf, SURE, 0.05)).toEqual({ value: 1.2, interval: [0, 1.2] });
  });

  it('does not exist where the share does not', () => {
    expect(estimateShare(spectra(0.3, [0.3, 0.3]), () => undefined, SURE, 0.05)).toBeUndefined();
  });

  it('holds its value and stays above 0, and below 1 where the value does', () => {
    const share = fc.double({ min: 0, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(
        share,
        fc.array(share, { minLength: 2, maxLength: 16 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (own, left, alpha) => {
          const {
            value,
            interval: [low, high],
          } = estimateShare(spectra(own, left), shareOf, { kept: 10, all: 100, reach: 0.01 }, alpha)!;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          if (value <= 1) expect(high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
