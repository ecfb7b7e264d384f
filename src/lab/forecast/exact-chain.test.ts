import { describe, expect, it } from 'vitest';
import { expectedSurvivors } from '../theory/drift-chain.ts';
import { trainedEquivalent } from './equivalent-sample.ts';
import { chainAbsence } from './exact-chain.ts';

describe('chainAbsence', () => {
  it('begins at (1 - p)^M', () => {
    const [first] = chainAbsence({ samples: 50, real: 0, generations: 1 }, 0.03);
    expect(first).toBeCloseTo(0.97 ** 50, 12);
  });

  it('is the chain of the lab where no human units immigrate: sums give its survivors', () => {
    const p = [0.4, 0.3, 0.2, 0.06, 0.03, 0.01];
    for (const generations of [1, 4, 12]) {
      const lost = p.map((one) => chainAbsence({ samples: 30, real: 0, generations }, one)[generations]);
      const left = p.length - lost.reduce((a, b) => a + b);
      expect(left).toBeCloseTo(expectedSurvivors(p, 30, generations + 1), 9);
    }
  });

  it('forgets everything at once where all is fresh human data', () => {
    const absent = chainAbsence({ samples: 40, real: 40, generations: 5 }, 0.02);
    for (const one of absent) expect(one).toBeCloseTo(0.98 ** 40, 12);
  });

  it('falls with the human units, rises with generations', () => {
    for (const real of [0, 1, 4, 10]) {
      const absent = chainAbsence({ samples: 40, real, generations: 12 }, 0.03);
      for (let g = 1; g <= 12; g++) expect(absent[g]).toBeGreaterThanOrEqual(absent[g - 1] - 1e-12);
      const more = chainAbsence({ samples: 40, real: real + 1, generations: 12 }, 0.03);
      expect(more[12]).toBeLessThan(absent[12]);
    }
  });

  it('keeps what all of the units are, and loses what none is', () => {
    expect(chainAbsence({ samples: 20, real: 2, generations: 3 }, 1)[3]).toBe(0);
    expect(chainAbsence({ samples: 20, real: 2, generations: 3 }, 0)[3]).toBeCloseTo(1, 12);
  });

  it.each([
    [{ samples: 1, real: 0, generations: 1 }, 0.5, /samples must be a whole number from 2 to 2048/],
    [{ samples: 4096, real: 0, generations: 1 }, 0.5, /samples/],
    [{ samples: 10, real: 11, generations: 1 }, 0.5, /real must be a whole number from 0 to 10/],
    [{ samples: 10, real: 0.5, generations: 1 }, 0.5, /real/],
    [{ samples: 10, real: 0, generations: 1 }, 1.5, /p must be from 0 to 1/],
  ] as const)('refuses %j with p %s', (plan, p, message) => {
    expect(() => chainAbsence(plan, p)).toThrow(message);
  });
});

/** Largest difference of P(found) between the branching process and the exact chain, over rare types and generations. */
function largestError(samples: number, real: number, generations: number, frequent: number): number {
  let worst = 0;
  for (const uses of [0.3, 1, 3, frequent]) {
    const exact = chainAbsence({ samples, real, generations }, uses / samples);
    for (let g = 1; g <= generations; g++) {
      const plan = {
        samples,
        human: samples,
        real: real / samples,
        mode: 'replace' as const,
        fresh: true,
        generations,
        fidelity: 1,
      };
      const approximate = Math.exp((-uses * trainedEquivalent(plan, g)) / samples);
      worst = Math.max(worst, Math.abs(approximate - exact[g]));
    }
  }
  return worst;
}

describe('the branching process beside the exact chain', () => {
  it('errs by less than 3 in M: docs/forecast.md has the figures', () => {
    const errors = [30, 100, 300].map((samples) => largestError(samples, 0, 12, 10) * samples);
    for (const error of errors) expect(error).toBeLessThan(3);
    // The constant does not grow with M: the error is of order 1/M.
    expect(errors[2]).toBeLessThan(errors[0] * 1.2);
  });

  it('errs less still where human units immigrate', () => {
    expect(largestError(100, 10, 12, 10)).toBeLessThan(largestError(100, 0, 12, 10));
  });
});
