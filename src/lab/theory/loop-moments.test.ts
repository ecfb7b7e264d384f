import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { gaussianLearner } from '../learners/gaussian.ts';
import { type GaussianModel, gaussianModel } from '../learners/gaussian-model.ts';
import type { Points } from '../learners/points.ts';
import { truthOf } from '../learners/truth.ts';
import { loopOf } from '../loops/catalogue.ts';
import { type Line, runLine } from '../run/line.ts';
import { gaussianValues } from '../scenarios/gaussian-experiment.ts';
import type { Experiment } from '../scenarios/scenario.ts';
import { keptHeterozygosityWithReal } from './drift.ts';
import { accumulatedVariance, subsampledVariance } from './gaussian-pool.ts';
import { expectedSquaredShift, expectedVariance } from './gaussian-replace.ts';
import { expectedMoments, type LoopMoments } from './loop-moments.ts';

const sizes = { samples: fc.integer({ min: 2, max: 500 }), generations: fc.integer({ min: 0, max: 30 }) };

function last(setting: LoopMoments, generations: number) {
  return expectedMoments(setting, generations)!.at(-1)!;
}

/** Means over lines of the last model's variance and squared mean, each with its standard error. */
async function simulated(written: string, samples: number, temperature: number, generations: number) {
  const learner = gaussianLearner();
  const real = truthOf(learner, gaussianModel([0]));
  const experiment: Experiment<Points, GaussianModel> = {
    learners: [learner],
    real,
    measure: ({ model }) => gaussianValues(model),
  };
  const runs: [number, number][] = [];
  for (let i = 0; i < 1500; i++) {
    const line: Line<Points> = {
      experiment,
      loop: loopOf(written),
      bias: { temperature },
      samples,
      generations,
      rng: new Rng('moments').split(i),
    };
    for await (const { values } of runLine(line)) {
      if (values.length === generations + 1)
        runs.push([values[generations]['variance'], values[generations]['mean-error']]);
    }
  }
  return [0, 1].map((column) => {
    const mean = runs.reduce((sum, run) => sum + run[column], 0) / runs.length;
    const squares = runs.reduce((sum, run) => sum + (run[column] - mean) ** 2, 0);
    return { mean, error: Math.sqrt(squares) / runs.length };
  });
}

describe('expectedMoments', () => {
  it('is the closed form of replace, accumulate and subsample at temperature 1', () => {
    fc.assert(
      fc.property(fc.record(sizes), ({ samples, generations }) => {
        const refits = generations + 1;
        const replace = last({ loop: 'replace', samples }, generations);
        const setting = { samples, refits, variance: 'likelihood' } as const;
        expect(replace.variance).toBeCloseTo(expectedVariance(setting), 9);
        expect(replace.squaredShift).toBeCloseTo(expectedSquaredShift(setting), 9);
        const accumulate = last({ loop: 'accumulate', samples }, generations);
        expect(accumulate.variance).toBe(accumulatedVariance(samples, refits));
        const subsample = last({ loop: 'subsample', samples }, generations);
        expect(subsample.variance).toBe(subsampledVariance(samples, refits));
      }),
    );
  });

  it('goes over into temperature 1 without a step', () => {
    for (const loop of ['replace', 'accumulate']) {
      const near = last({ loop, samples: 20, temperature: 1 + 1e-12 }, 12);
      expect(near.variance).toBeCloseTo(last({ loop, samples: 20 }, 12).variance, 9);
    }
  });

  it('is replace without fresh rows, and a single fit with nothing else', () => {
    expect(last({ loop: 'fresh', samples: 30, real: 0 }, 9)).toEqual(
      last({ loop: 'replace', samples: 30 }, 9),
    );
    const all = last({ loop: 'fresh', samples: 30, real: 30 }, 9);
    expect(all.variance).toBeCloseTo(1 - 1 / 30, 12);
    expect(all.squaredShift).toBeCloseTo(1 / 30, 12);
  });

  it('is what heterozygosity keeps of the truth with fresh rows: the sum of variances of indicators', () => {
    fc.assert(
      fc.property(fc.record(sizes), fc.double({ min: 0, max: 1, noNaN: true }), (size, share) => {
        const { samples, generations } = size;
        const real = Math.round(share * samples);
        const expected = keptHeterozygosityWithReal(samples, real, generations + 1);
        expect(last({ loop: 'fresh', samples, real }, generations).variance).toBeCloseTo(expected, 9);
      }),
    );
  });

  it.each([
    ['replace', { loop: 'replace' }, 0.8],
    ['fresh:0.2', { loop: 'fresh', real: 4 }, 0.9],
    ['accumulate', { loop: 'accumulate' }, 0.7],
  ] as const)('is what lines under %s come to', async (written, setting, temperature) => {
    const expected = last({ ...setting, samples: 20, temperature }, 6);
    const [variance, shift] = await simulated(written, 20, temperature, 6);
    expect(Math.abs(variance.mean - expected.variance)).toBeLessThan(4.5 * variance.error);
    if (expected.squaredShift === undefined) expect(written).toBe('accumulate');
    else expect(Math.abs(shift.mean - expected.squaredShift)).toBeLessThan(4.5 * shift.error);
  });

  it('is not known for other loops, nor for subsample at another temperature', () => {
    expect(expectedMoments({ loop: 'fixed', samples: 20 }, 3)).toBeUndefined();
    expect(expectedMoments({ loop: 'subsample', samples: 20, temperature: 0.5 }, 3)).toBeUndefined();
  });

  it('refuses what is out of bounds, by name', () => {
    const where = (name: string) => expect.objectContaining({ code: 'E_PARAMETER', where: name });
    expect(() => expectedMoments({ loop: 'replace', samples: 1 }, 3)).toThrow(where('samples'));
    expect(() => expectedMoments({ loop: 'replace', samples: 9, temperature: 0 }, 3)).toThrow(
      where('temperature'),
    );
    expect(() => expectedMoments({ loop: 'fresh', samples: 9, real: 10 }, 3)).toThrow(where('real'));
    expect(() => expectedMoments({ loop: 'replace', samples: 9 }, -1)).toThrow(where('generations'));
  });
});
