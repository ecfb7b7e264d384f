import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { STUDIES } from './studies.ts';
import { cellOf, FACTORS, LIMITS, type Limit } from './study.ts';

describe('every study', () => {
  it.each(STUDIES.map((study) => [study.name, study] as const))(
    '%s says what each error is, and has a limit',
    (_, study) => {
      for (const factor of FACTORS) {
        const { off, on } = study.levels[factor];
        expect(off.length * on.length).toBeGreaterThan(0);
        expect(off).not.toBe(on);
      }
      const limits = Object.keys(study.limits);
      expect(limits.length).toBeGreaterThan(0);
      for (const limit of limits) expect(LIMITS).toContain(limit);
      expect(study.defaults.samples).toBeGreaterThanOrEqual(study.leastSamples);
    },
  );

  const quick = STUDIES.filter(({ name }) => name !== 'transformer').flatMap((study) =>
    Object.keys(study.limits).map((limit) => [study.name, limit as Limit, study] as const),
  );

  it.each(quick)(
    '%s, %s: gives the same losses for the same generator, and a loss for every generation',
    async (name, limit, study) => {
      const own = await study.load({ learner: name, samples: 60, generations: 2, limit });
      for (const set of [0, 7]) {
        const losses = await own.losses(cellOf(set), new Rng('a'));
        expect(losses).toHaveLength(3);
        for (const loss of losses) expect(loss >= 0 && loss <= Math.LN2).toBe(true);
        expect(await own.losses(cellOf(set), new Rng('a'))).toEqual(losses);
      }
    },
  );

  it('has its factors in the order of the bits', () => {
    expect(cellOf(0)).toEqual({ statistical: false, expressivity: false, approximation: false });
    expect(cellOf(1)).toMatchObject({ statistical: true, approximation: false });
    expect(cellOf(6)).toEqual({ statistical: false, expressivity: true, approximation: true });
  });
});
