import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { SCENARIOS, scenarioOf } from './catalogue.ts';
import type { Experiment, ExperimentSettings, Scenario } from './scenario.ts';

/** Scenarios whose models are fitted in no time. */
const QUICK = ['gaussian', 'categorical', 'mixture', 'density', 'regression'].map(scenarioOf);

function settingsOf(scenario: Scenario, more: Partial<ExperimentSettings> = {}): ExperimentSettings {
  return {
    learner: scenario.learners[0].name,
    samples: scenario.defaults.samples,
    parameters: Object.fromEntries(scenario.parameters.map((own) => [own.name, own.default])),
    seed: '1',
    ...more,
  };
}

/** Model 0 of an experiment, and what is measured of it. */
async function firstStep(experiment: Experiment, samples: number, rng: Rng) {
  const [learner] = experiment.learners;
  const initial = await experiment.real(samples, rng.split('initial'));
  const model = await learner.fit({ data: initial }, rng.split('fit'));
  const output = await learner.sample(model, samples, rng.split('sample'));
  const step = { generation: 0, learner, model, batch: { data: initial }, initial, output };
  return { ...step, values: await experiment.measure(step, rng.split('measure')) };
}

describe.each(QUICK.map((scenario) => [scenario.name, scenario] as const))(
  'the scenario %s',
  (_, scenario) => {
    it('measures its metrics and nothing else, of every learner', async () => {
      for (const { name } of scenario.learners) {
        const experiment = await scenario.load(settingsOf(scenario, { learner: name }));
        const { values } = await firstStep(experiment, scenario.defaults.samples, new Rng('metrics'));
        expect(Object.keys(values).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort());
        for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
      }
    });

    it('can be run with the fewest samples that it allows', async () => {
      const settings = settingsOf(scenario, { samples: scenario.leastSamples });
      const { values } = await firstStep(await scenario.load(settings), settings.samples, new Rng('few'));
      expect(Number.isFinite(values[scenario.metrics[0].id])).toBe(true);
    });

    it('gives as many real rows as it is asked for, the same for the same generator, others for another', async () => {
      const { real, learners } = await scenario.load(settingsOf(scenario));
      const [{ rows }] = learners;
      for (const n of [0, 1, 17]) expect(rows.size(await real(n, new Rng(n)))).toBe(n);
      expect(await real(9, new Rng('a'))).toEqual(await real(9, new Rng('a')));
      expect(await real(9, new Rng('a'))).not.toEqual(await real(9, new Rng('b')));
    });

    it('tells right rows from wrong ones exactly where it says that it can', async () => {
      const { right, real } = await scenario.load(settingsOf(scenario));
      expect(right !== undefined).toBe(scenario.judges === true);
      if (right === undefined) return;
      const judged = right(await real(1000, new Rng('judged')));
      expect(judged).toHaveLength(1000);
      // Real rows are mostly right.
      expect(judged.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(900);
    });

    it('measures near the truth on a model of many real rows, and names what the truth has', async () => {
      const samples = scenario.name === 'categorical' ? 40_000 : 4000;
      const experiment = await scenario.load(settingsOf(scenario, { samples }));
      const { values } = await firstStep(experiment, samples, new Rng('truth'));
      for (const { id, truth } of scenario.metrics) {
        if (truth === undefined) continue;
        // A kernel widens what it sees, and rare categories are missing from a sample: a tenth and a bit.
        const slack = id === 'tail' ? 0.25 : 0.13;
        expect({ id, near: Math.abs(values[id] - truth) < slack }).toEqual({ id, near: true });
      }
    });

    it('has defaults within the bounds of its parameters', () => {
      for (const { default: usual, least, most, whole } of scenario.parameters) {
        expect(usual >= least && usual <= most).toBe(true);
        if (whole) expect(Number.isInteger(usual)).toBe(true);
      }
      expect(scenario.defaults.samples).toBeGreaterThanOrEqual(scenario.leastSamples);
    });

    it('gives the same values for the same seed, whatever was measured before', async () => {
      const values = async () => {
        const experiment = await scenario.load(settingsOf(scenario, { samples: 60 }));
        return (await firstStep(experiment, 60, new Rng('again'))).values;
      };
      expect(await values()).toEqual(await values());
    });
  },
);

describe('scenarioOf', () => {
  it('finds every scenario by its name', () => {
    for (const scenario of SCENARIOS) expect(scenarioOf(scenario.name)).toBe(scenario);
  });

  it.each(['', 'GAUSSIAN', 'gaussian ', '__proto__', 'constructor'])('does not know %j', (name) => {
    expect(() => scenarioOf(name)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', hint: expect.stringContaining('Known: gaussian, ') }),
    );
  });
});
