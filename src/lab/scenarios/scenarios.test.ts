import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { categoricalModel } from '../learners/categorical.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { loopOf } from '../loops/catalogue.ts';
import type { LabArm, LabRun } from '../run/result.ts';
import { runLab } from '../run/run.ts';
import { type RunRequest, settle } from '../run/settings.ts';
import { zipfWeights } from '../theory/drift.ts';
import { accumulatedError, replacedError } from '../theory/linear-regression.ts';
import { isWeb } from '../web/web-entry.ts';
import { SCENARIOS, scenarioOf } from './catalogue.ts';
import { bandsOf, categoricalValues } from './categorical-experiment.ts';
import { gaussianValues } from './gaussian-experiment.ts';
import { ring } from './mixture-experiment.ts';

function lab(scenario: string, request: RunRequest): Promise<LabRun> {
  return runLab(settle(scenarioOf(scenario), request), { version: '0', workers: 0 });
}

/** A metric of the last generation by arm. */
function last({ arms }: LabRun, metric: string): number[] {
  return arms.map((arm: LabArm) => arm.generations.at(-1)!.values[metric].mean);
}

describe('every scenario', () => {
  it('has a name of its own, learners, loops that exist, and metrics with names of their own', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    for (const scenario of SCENARIOS) {
      expect(scenario.learners.length).toBeGreaterThan(0);
      // What stands behind @ is a temperature.
      const loops = scenario.defaults.loops.map((loop) => loop.split('@')[0]);
      for (const loop of loops) if (!isWeb(loop)) expect(() => loopOf(loop)).not.toThrow();
      expect(new Set(scenario.metrics.map(({ id }) => id)).size).toBe(scenario.metrics.length);
      expect(() => settle(scenario, {})).not.toThrow();
      for (const { finding, source } of scenario.published)
        expect(finding.length * source.length).toBeGreaterThan(0);
    }
  });

  it('is found by its name, the nearest suggested', () => {
    expect(() => scenarioOf('categorial')).toThrow(
      expect.objectContaining({
        code: 'E_PARAMETER',
        hint: expect.stringContaining('Did you mean "categorical"?'),
      }),
    );
  });
});

describe('the Gaussian scenario', () => {
  it('measures the squared Wasserstein distance in any number of dimensions', () => {
    const close = (model: ReturnType<typeof gaussianModel>) => gaussianValues(model)['wasserstein'];
    expect(close(gaussianModel([0, 0]))).toBeCloseTo(0, 12);
    expect(close(gaussianModel([3], [0.25]))).toBeCloseTo(9.25, 12);
    // Eigenvalues 1 + r and 1 - r.
    const r = 0.6;
    const expected = (Math.sqrt(1 + r) - 1) ** 2 + (Math.sqrt(1 - r) - 1) ** 2 + 4;
    expect(close(gaussianModel([0, 2], [1, r, r, 1]))).toBeCloseTo(expected, 12);
  });

  it('agrees with theory: replace (1 - 1/M)^k, accumulate stops', async () => {
    const run = await lab('gaussian', {
      samples: 10,
      generations: 10,
      replicates: 400,
      loops: ['replace', 'accumulate'],
    });
    const [replace, accumulate] = run.arms.map((arm) => arm.generations.at(-1)!.values['variance']);
    expect(replace.interval![0]).toBeLessThan(0.9 ** 11);
    expect(replace.interval![1]).toBeGreaterThan(0.9 ** 11);
    expect(Math.abs(accumulate.mean - 0.8434)).toBeLessThan(0.06);
  });

  it('bears more than one dimension and every loop that it can run', async () => {
    const loops = [
      'replace',
      'accumulate',
      'subsample',
      'fixed',
      'fresh',
      'weighted',
      'size-matched',
      'web:0.9:0.5',
    ];
    const run = await lab('gaussian', {
      samples: 20,
      generations: 2,
      replicates: 2,
      loops,
      parameters: { dimensions: 3 },
    });
    expect(last(run, 'wasserstein').every((value) => value >= 0)).toBe(true);
  });
});

describe('the categorical scenario', () => {
  const truth = categoricalModel(zipfWeights(1, 1000));
  const bands = bandsOf(truth);

  it('finds everything in the truth itself', () => {
    expect(categoricalValues(truth, truth, bands)).toMatchObject({
      survivors: 1000,
      head: 1,
      middle: 1,
      tail: 1,
      divergence: 0,
    });
  });

  it('measures a model of one category', () => {
    const one = { categories: 1000, support: Uint32Array.of(999), probabilities: Float64Array.of(1) };
    const values = categoricalValues(one, truth, bands);
    expect(values).toMatchObject({ survivors: 1, heterozygosity: 0, head: 0, middle: 0 });
    expect(values['divergence']).toBeCloseTo(-Math.log(truth.probabilities[999]), 12);
  });

  it('cuts bands by mass: the head holds half, the tail a tenth', () => {
    const mass = (from: number, to: number) =>
      truth.probabilities.slice(from, to).reduce((sum, p) => sum + p, 0);
    expect(mass(0, bands.middle)).toBeGreaterThanOrEqual(0.5);
    expect(mass(0, bands.middle - 1)).toBeLessThan(0.5);
    expect(mass(0, bands.tail)).toBeGreaterThanOrEqual(0.9);
    expect(mass(0, bands.tail - 1)).toBeLessThan(0.9);
  });

  it('loses most under replace, less under subsample, least under accumulate; and more at a low temperature', async () => {
    const run = await lab('categorical', { samples: 500, generations: 10, replicates: 10 });
    const [replace, subsample, accumulate] = last(run, 'survivors');
    expect(replace).toBeLessThan(subsample / 1.5);
    expect(subsample).toBeLessThan(accumulate);
    for (const arm of run.arms.slice(1)) expect(arm.against!.interval![0]).toBeGreaterThan(0);
    const cold = await lab('categorical', {
      samples: 500,
      generations: 10,
      replicates: 10,
      loops: ['replace'],
      temperatures: [1, 0.7],
    });
    expect(last(cold, 'survivors')[1]).toBeLessThan(replace / 2);
    const cut = await lab('categorical', { samples: 500, generations: 3, replicates: 2, topK: [20] });
    for (const survivors of last(cut, 'tail')) expect(survivors).toBeLessThan(0.2);
  });

  it('is held up by some fresh real data, and by more of it better', async () => {
    const run = await lab('categorical', {
      samples: 300,
      generations: 15,
      replicates: 10,
      loops: ['replace', 'fresh:0.1', 'fresh:0.5'],
    });
    const [none, some, more] = last(run, 'survivors');
    expect(none).toBeLessThan(some);
    expect(some).toBeLessThan(more);
  });
});

describe('the regression scenario', () => {
  it('agrees with theory in both loops', async () => {
    const run = await lab('regression', {
      samples: 40,
      generations: 4,
      replicates: 300,
      parameters: { features: 5 },
    });
    const setting = { rows: 40, features: 5, noise: 1 };
    const estimates = run.arms.map((arm) => arm.generations.at(-1)!.values['error']);
    for (const [i, theory] of [replacedError(setting, 5), accumulatedError(setting, 5)].entries()) {
      const error = (estimates[i].interval![1] - estimates[i].interval![0]) / 4;
      expect(Math.abs(estimates[i].mean - theory)).toBeLessThan(4 * error);
    }
  });
});

describe('the mixture scenario', () => {
  it('loses under replace more than under accumulate, and verification keeps it right', async () => {
    const run = await lab('mixture', {
      samples: 80,
      generations: 4,
      replicates: 3,
      loops: ['replace', 'accumulate', 'verified:1:0'],
      parameters: { components: 4 },
    });
    const [replace, accumulate] = last(run, 'likelihood');
    expect(replace).toBeLessThan(accumulate);
    const [unverified, , kept] = last(run, 'precision');
    expect(kept).toBeGreaterThan(unverified - 0.02);
  });

  it('has modes on a circle', () => {
    for (const { mean } of ring(5, 0.1).components) expect(Math.hypot(...mean)).toBeCloseTo(1, 12);
  });

  it('tells right rows from wrong ones', async () => {
    const { judges, load, parameters } = scenarioOf('mixture');
    expect(judges).toBe(true);
    const own = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
    const { right, real } = await load({ learner: 'em', samples: 50, parameters: own, seed: '1' });
    const points = (await real(5000, new Rng('right'))) as { values: Float64Array };
    const share = right!(points).reduce((sum, one) => sum + one, 0) / 5000;
    expect(Math.abs(share - 0.99)).toBeLessThan(0.008);
    expect([...right!({ values: Float64Array.of(0, 0, 9, 9), dimensions: 2 })]).toEqual([0, 0]);
  });
});

describe('the density scenario', () => {
  it('grows under replace by the square of the bandwidth a generation', async () => {
    const run = await lab('density', { samples: 100, generations: 6, replicates: 40, loops: ['replace'] });
    const { interval } = run.arms[0].generations.at(-1)!.values['moment'];
    const theory = 1 + 7 * 0.3 ** 2;
    expect(interval![0]).toBeLessThan(theory);
    expect(interval![1]).toBeGreaterThan(theory);
  });
});
