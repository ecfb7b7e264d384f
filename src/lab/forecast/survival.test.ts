import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { humanTypes } from './human-types.ts';
import { foundShare } from './second-sample.ts';
import { type HumanSpectrum, humanSpectrum, shareFound, typesWeighed, unitsThatFind } from './survival.ts';

/** A spectrum whose types are used again as a Poisson process of their own counts would have it. */
function poisson(counts: readonly (readonly [count: number, kept: number])[], units: number): HumanSpectrum {
  return {
    units,
    classes: counts.map(([count, kept]) => ({ count, attested: true, kept })),
    second: { of: (count) => ({ mean: count, scale: 1e-9 }) },
  };
}

const SPECTRUM = poisson(
  [
    [1, 400],
    [2, 100],
    [5, 30],
    [50, 2],
  ],
  1000,
);
const ALL = Float64Array.of(1, 1, 1, 1);

describe('shareFound', () => {
  it('is 1 - e^-c of types that are used c times by chance alone', () => {
    expect(shareFound(SPECTRUM, Float64Array.of(0, 1, 0, 0), 1000)).toBeCloseTo(1 - Math.exp(-2), 6);
    expect(shareFound(SPECTRUM, Float64Array.of(1, 0, 0, 0), 500)).toBeCloseTo(1 - Math.exp(-0.5), 6);
  });

  it('weighs classes by their types', () => {
    const mixed = (400 * (1 - Math.exp(-1)) + 50 * (1 - Math.exp(-2))) / 450;
    expect(shareFound(SPECTRUM, Float64Array.of(1, 0.5, 0, 0), 1000)).toBeCloseTo(mixed, 6);
  });

  it('is nothing of no text, and does not exist of no type', () => {
    expect(shareFound(SPECTRUM, ALL, 0)).toBe(0);
    expect(shareFound(SPECTRUM, new Float64Array(4), 1000)).toBeUndefined();
  });

  it('rises with the text from 0 towards 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
            (units) => shareFound(SPECTRUM, ALL, units)!,
          );
          expect(less).toBeGreaterThanOrEqual(0);
          expect(less).toBeLessThanOrEqual(more);
          expect(more).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('unitsThatFind', () => {
  it('is the inverse of shareFound', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5000, noNaN: true }), (units) => {
        const share = shareFound(SPECTRUM, ALL, units)!;
        expect(unitsThatFind(SPECTRUM, ALL, share, 10_000)).toBeCloseTo(units, 3);
      }),
    );
  });

  it('never gives a size that is too small', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (share) => {
        const units = unitsThatFind(SPECTRUM, ALL, share, 1e6)!;
        expect(shareFound(SPECTRUM, ALL, units)!).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  it('does not exist where the largest size does not do', () => {
    expect(unitsThatFind(SPECTRUM, ALL, 0.99, 100)).toBeUndefined();
    expect(unitsThatFind(SPECTRUM, new Float64Array(4), 0.5, 100)).toBeUndefined();
  });

  it('needs nothing to find nothing', () => {
    expect(unitsThatFind(SPECTRUM, ALL, 0, 100)).toBeCloseTo(0, 5);
  });
});

describe('typesWeighed', () => {
  it('counts types, and those that were not kept beside them', () => {
    expect(typesWeighed(SPECTRUM, ALL, 1)).toBe(532);
    expect(typesWeighed(SPECTRUM, Float64Array.of(0.5, 0, 0, 1), 0.25)).toBe(808);
  });
});

describe('humanSpectrum', () => {
  const profile = profileOf(zipfCorpus({ seed: 's', examples: 120, vocabulary: 400, length: [10, 30] }));

  it('leaves out each group that holds anything, once', () => {
    const types = humanTypes(profile, 1, 'tokens');
    const { whole, leftOut } = humanSpectrum(types);
    expect(leftOut).toHaveLength([...types.sizes].filter((size) => size > 0).length);
    for (const { units } of leftOut) expect(units).toBeLessThan(whole.units);
    const left = leftOut.reduce((sum, { units }) => sum + whole.units - units, 0);
    expect(left).toBe(whole.units);
    const mass = whole.classes.reduce((sum, { count, kept }) => sum + count * kept, 0);
    expect(mass).toBe(whole.units);
  });

  it('has no replicates where all text is of one author', () => {
    const one = profileOf(
      zipfCorpus({ seed: 's', examples: 40 }).map((example) => ({ ...example, group: 'same' })),
    );
    const { whole, leftOut } = humanSpectrum(humanTypes(one, 1, 'tokens'));
    expect(leftOut).toEqual([]);
    expect(whole.units).toBeGreaterThan(0);
  });
});

describe('foundShare', () => {
  it('is the chance that a negative binomial is not 0', () => {
    // Of shape 1 it is geometric: P(0) = 1 / (1 + mean).
    expect(foundShare({ mean: 3, scale: 3 }, 1)).toBeCloseTo(0.75, 12);
    expect(foundShare({ mean: 3, scale: 3 }, 2)).toBeCloseTo(6 / 7, 12);
    // Without dispersion it is Poisson.
    expect(foundShare({ mean: 3, scale: 1e-12 }, 1)).toBeCloseTo(1 - Math.exp(-3), 6);
  });

  it('falls with dispersion, at the same mean', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: 1.1, max: 10, noNaN: true }),
        (mean, scale, times) => {
          expect(foundShare({ mean, scale: scale * times }, 1)).toBeLessThan(
            foundShare({ mean, scale }, 1) + 1e-12,
          );
        },
      ),
    );
  });
});
