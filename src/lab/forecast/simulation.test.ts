import { describe, expect, it } from 'vitest';
import { simulateLine } from '../../../test/oracles/simulate-line.ts';
import { Rng } from '../../base/rng.ts';
import { trainedEquivalent, writtenEquivalent } from './equivalent-sample.ts';
import type { Mode, Plan } from './plan.ts';

/** A vocabulary by the law of Zipf and Mandelbrot. */
const P = Array.from({ length: 600 }, (_, rank) => 1 / (rank + 2.7));
const TOTAL = P.reduce((a, b) => a + b);
const expectedTypes = (units: number) => P.reduce((sum, p) => sum - Math.expm1((-p / TOTAL) * units), 0);

const cases: readonly (readonly [Mode, number, boolean, number])[] = [
  ['replace', 0, true, 400],
  ['replace', 0.1, true, 400],
  ['replace', 0.1, false, 400],
  ['replace', 0.4, true, 900],
  ['subsample', 0, true, 400],
  ['subsample', 0.2, true, 300],
  ['subsample', 0.2, false, 400],
  ['accumulate', 0, true, 400],
  ['accumulate', 0.2, true, 700],
  ['accumulate', 0.2, false, 400],
];

describe('a forecast beside lines that are drawn unit by unit', () => {
  it.each(cases)('agrees within sampling error and 1 in M: %s, real share %s, fresh %s, H = %s', (...one) => {
    const [mode, real, fresh, human] = one;
    const generations = 6;
    const plan: Plan = { samples: 400, human, real, mode, fresh, generations, fidelity: 1 };
    const { types } = simulateLine(P, plan, 150, new Rng(`types ${one.join(' ')}`));
    for (let g = 1; g <= generations; g++) {
      const checks = [
        [types.written[g - 1], writtenEquivalent(plan, g)],
        [types.trained[g - 1], trainedEquivalent(plan, g)],
      ] as const;
      for (const [{ mean, error }, units] of checks) {
        const slack = 4.5 * error + (1.5 * mean) / plan.samples;
        expect(Math.abs(mean - expectedTypes(units))).toBeLessThan(slack);
      }
    }
  });

  it('orders the loops as they are: replacing loses most, keeping all least', () => {
    const held = (mode: Mode) => {
      const plan: Plan = {
        samples: 300,
        human: 300,
        real: 0,
        mode,
        fresh: true,
        generations: 6,
        fidelity: 1,
      };
      return simulateLine(P, plan, 60, new Rng('order')).types.written[5].mean;
    };
    const [replace, subsample, accumulate] = [held('replace'), held('subsample'), held('accumulate')];
    expect(replace).toBeLessThan(subsample - 5);
    expect(subsample).toBeLessThan(accumulate - 5);
  });
});
