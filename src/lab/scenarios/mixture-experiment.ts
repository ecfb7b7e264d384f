import { Rng } from '../../base/rng.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { mixtureLearner } from '../learners/mixture.ts';
import { type MixtureModel, mixtureLogDensity, mixtureModel } from '../learners/mixture-model.ts';
import type { Points } from '../learners/points.ts';
import { truthOf } from '../learners/truth.ts';
import type { Experiment, ExperimentSettings } from './scenario.ts';

const HELD_OUT = 500;

/** Points of the truth that its region of 99% is found from. */
const REGION_SAMPLE = 20_000;
const OUTSIDE = 0.01;

/** A mode counts as covered by this share of the samples that it should have. */
const COVERED = 0.2;

/** Equal modes on a circle of radius 1. */
export function ring(components: number, spread: number): MixtureModel {
  const modes = Array.from({ length: components }, (_, i) => {
    const angle = (2 * Math.PI * i) / components;
    return gaussianModel([Math.cos(angle), Math.sin(angle)], [spread ** 2, 0, 0, spread ** 2]);
  });
  return mixtureModel(new Float64Array(components).fill(1), modes);
}

/** The truth is `ring`. A row is right where it lies in the region in which the truth is densest and has 99% of its mass. */
export function mixtureExperiment({
  learner,
  parameters,
  seed,
}: ExperimentSettings): Experiment<Points, MixtureModel> {
  const { components, spread } = parameters;
  const truth = ring(components, spread);
  const able = mixtureLearner({ components, dimensions: 2 });
  const narrow = mixtureLearner({ components: Math.max(1, components >> 1), dimensions: 2 });
  const real = truthOf(able, truth);
  const measuring = new Rng(seed).split('mixture');
  const heldOut = real(HELD_OUT, measuring.split('held out')) as Points;
  const threshold = quantile(
    mixtureLogDensity(truth, real(REGION_SAMPLE, measuring.split('region')) as Points),
    OUTSIDE,
  );
  const right = (data: Points) =>
    Uint8Array.from(mixtureLogDensity(truth, data), (log) => (log >= threshold ? 1 : 0));
  return {
    learners: learner === 'em-narrow' ? [narrow, able] : [able, narrow],
    real,
    right,
    measure: ({ model, output }) => {
      const logs = mixtureLogDensity(model, heldOut);
      const inside = right(output);
      return {
        likelihood: logs.reduce((sum, log) => sum + log, 0) / logs.length,
        modes: modesCovered(output, components),
        precision: inside.reduce((sum, one) => sum + one, 0) / inside.length,
      };
    },
  };
}

/** Modes whose slice of the circle has its share of the points, or a fifth of it. */
function modesCovered({ values }: Points, components: number): number {
  const counts = new Float64Array(components);
  const points = values.length / 2;
  for (let i = 0; i < points; i++) {
    const turn = Math.atan2(values[2 * i + 1], values[2 * i]) / (2 * Math.PI);
    counts[(Math.round(turn * components) + components) % components]++;
  }
  return counts.reduce((sum, count) => sum + (count >= (COVERED * points) / components ? 1 : 0), 0);
}

function quantile(values: Float64Array, p: number): number {
  return values.slice().sort()[Math.floor(p * values.length)];
}
