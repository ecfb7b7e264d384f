import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { gaussianExperiment, gaussianValues } from './gaussian-experiment.ts';

const settings = { samples: 50, seed: '1' };

describe('gaussianValues', () => {
  it('finds nothing wrong with the truth, in any number of dimensions', () => {
    for (const d of [1, 2, 5, 64]) {
      const values = gaussianValues(gaussianModel(new Float64Array(d)));
      expect(values['wasserstein']).toBeCloseTo(0, 12);
      expect(values['variance']).toBeCloseTo(1, 12);
      expect(values['log-variance']).toBeCloseTo(0, 12);
      expect(values['mean-error']).toBe(0);
    }
  });

  it('is by hand for a diagonal', () => {
    const values = gaussianValues(gaussianModel([3, 4, 0], [4, 0, 0, 0, 1, 0, 0, 0, 0.25]));
    expect(values['mean-error']).toBe(25);
    expect(values['wasserstein']).toBeCloseTo(25 + 1 + 0 + 0.25, 12);
    expect(values['variance']).toBeCloseTo(5.25 / 3, 12);
    // det 1.
    expect(values['log-variance']).toBeCloseTo(0, 12);
  });

  it('does not change when the axes turn', () => {
    const turn = (angle: number) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const off = c * s * (4 - 0.5);
      return gaussianValues(
        gaussianModel([2 * c, 2 * s], [4 * c * c + 0.5 * s * s, off, off, 4 * s * s + 0.5 * c * c]),
      );
    };
    const plain = turn(0);
    for (const angle of [0.3, 1, 2.5]) {
      for (const [id, value] of Object.entries(turn(angle))) expect(value).toBeCloseTo(plain[id], 10);
    }
  });

  it('is far from the truth by d where all has collapsed on the mean', () => {
    const values = gaussianValues(gaussianModel([0, 0], [0, 0, 0, 0]));
    expect(values['wasserstein']).toBe(2);
    expect(values['variance']).toBe(0);
  });

  it('has no log volume where a direction has collapsed, not one of rounding error', async () => {
    const flat = gaussianValues(gaussianModel([0, 0], [1, 1, 1, 1]));
    expect(Number.isFinite(flat['log-variance'] ?? Number.NaN)).toBe(false);
    const { learners, real } = gaussianExperiment({
      ...settings,
      learner: 'likelihood',
      parameters: { dimensions: 6 },
    });
    // Four rows span three of six dimensions.
    for (const seed of [1, 2, 3, 4, 5]) {
      const model = await learners[0].fit({ data: await real(4, new Rng(seed)) }, new Rng(seed));
      const values = gaussianValues(model);
      expect(Number.isFinite(values['log-variance'] ?? Number.NaN)).toBe(false);
      expect(values['variance']).toBeGreaterThan(0);
    }
  });

  it('keeps the log volume of a model that is small in every direction', () => {
    const values = gaussianValues(gaussianModel([0, 0], [1e-200, 0, 0, 1e-200]));
    expect(values['log-variance']).toBeCloseTo(-200 * Math.LN10, 6);
  });
});

describe('gaussianExperiment', () => {
  it('divides by M - 1 where the learner is unbiased', async () => {
    const data = { values: Float64Array.of(0, 2), dimensions: 1 };
    for (const [learner, variance] of [
      ['unbiased', 2],
      ['likelihood', 1],
    ] as const) {
      const { learners } = gaussianExperiment({ ...settings, learner, parameters: { dimensions: 1 } });
      expect((await learners[0].fit({ data }, new Rng(1))).covariance[0]).toBe(variance);
    }
  });
});
