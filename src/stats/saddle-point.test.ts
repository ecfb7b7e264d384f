import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lgamma } from './gamma.ts';
import { deviance, logBinomialDensity, logPoissonDensity, stirlingError } from './saddle-point.ts';

describe('stirlingError', () => {
  it('is continuous where the series takes over', () => {
    expect(stirlingError(12 - 1e-11)).toBeCloseTo(stirlingError(12), 12);
  });

  it('is the value that Loader prints for 1', () => {
    expect(stirlingError(1)).toBeCloseTo(0.08106146679532726, 15);
  });
});

describe('deviance', () => {
  it('is zero at the mean and positive elsewhere', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (m, f) => {
          expect(deviance(m, m)).toBe(0);
          expect(deviance(m * f, m)).toBeGreaterThanOrEqual(0);
          const plain = m * f * Math.log((m * f) / m) + m - m * f;
          expect(Math.abs(deviance(m * f, m) - plain)).toBeLessThan(1e-13 * m);
        },
      ),
    );
  });

  it('keeps its digits beside the mean', () => {
    // x ln(x/m) + m - x = d^2/(2m) - d^3/(6m^2) + ... at d = 1, m = 1e9.
    expect(deviance(1e9 + 1, 1e9)).toBeCloseTo(5e-10 - 1 / 6e18, 24);
  });

  it('is the mean at zero', () => {
    expect(deviance(0, 4)).toBe(4);
  });
});

describe('logBinomialDensity', () => {
  it('agrees with the plain formula at real arguments', () => {
    const real = fc.double({ min: 0.1, max: 50, noNaN: true });
    fc.assert(
      fc.property(real, real, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (x, rest, p) => {
        const plain =
          lgamma(x + rest + 1) - lgamma(x + 1) - lgamma(rest + 1) + x * Math.log(p) + rest * Math.log1p(-p);
        expect(logBinomialDensity(x, rest, p, 1 - p)).toBeCloseTo(plain, 10);
      }),
    );
  });
});

describe('logPoissonDensity', () => {
  it('agrees with the plain formula', () => {
    expect(logPoissonDensity(0, 3)).toBe(-3);
    expect(logPoissonDensity(4, 3)).toBeCloseTo(4 * Math.log(3) - 3 - Math.log(24), 14);
    expect(logPoissonDensity(2.5, 10)).toBeCloseTo(2.5 * Math.log(10) - 10 - lgamma(3.5), 13);
  });
});
