import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { holm } from './holm.ts';

const pValue = fc.double({ min: 0, max: 1, noNaN: true });

describe('holm', () => {
  it('gives the worked values', () => {
    // As R's p.adjust(c(.01, .04, .03, .005), "holm").
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]) as number[];
    [0.03, 0.06, 0.06, 0.02].forEach((expected, i) => {
      expect(adjusted[i]).toBeCloseTo(expected, 14);
    });
  });

  it('lies between the plain value and that of Bonferroni, in the same order', () => {
    fc.assert(
      fc.property(fc.array(pValue, { minLength: 1, maxLength: 20 }), (values) => {
        const adjusted = holm(values) as number[];
        for (let i = 0; i < values.length; i++) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(values[i]);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, values.length * values[i]));
          for (let j = 0; j < i; j++) {
            if (values[j] <= values[i]) expect(adjusted[j]).toBeLessThanOrEqual(adjusted[i]);
          }
        }
      }),
    );
  });

  it('does not count hypotheses without a p-value', () => {
    expect(holm([undefined, 0.02, undefined])).toEqual([undefined, 0.02, undefined]);
    expect(holm([])).toEqual([]);
  });

  it('refuses what is no probability', () => {
    for (const bad of [-0.1, 1.1, Number.NaN]) expect(() => holm([0.5, bad])).toThrow(/is no p-value/);
  });

  it('keeps the chance of any false rejection at the level (20000 trials of 6 true hypotheses)', () => {
    const rng = new Rng('holm');
    let rejected = 0;
    for (let trial = 0; trial < 20000; trial++) {
      const adjusted = holm(Array.from({ length: 6 }, () => rng.next())) as number[];
      if (Math.min(...adjusted) <= 0.05) rejected++;
    }
    // Exactly 1 - (1 - .05/6)^6 = .0490; four standard errors are .0061.
    expect(Math.abs(rejected / 20000 - 0.049)).toBeLessThan(0.0061);
  });
});
