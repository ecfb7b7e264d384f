import type { Rng } from '../../base/rng.ts';
import type { Learner, SamplingBias } from '../learner.ts';
import type { Loop } from '../loop.ts';
import { runLine } from '../run/line.ts';
import type { Experiment, Values } from '../scenarios/scenario.ts';

/** A line of models as a user would run it, and what is measured of its last model. */
export interface PublicLine<D, M> {
  readonly learner: Learner<D, M>;
  /** The source of real rows. */
  real(n: number, rng: Rng): D | Promise<D>;
  readonly loop: Loop;
  readonly samples: number;
  /** Models fitted, from 1: the first on real rows. */
  readonly fits: number;
  readonly bias?: SamplingBias;
  readonly measure: (model: M) => number;
}

/** The measure of the last model. */
export async function lastMeasure<D, M>(line: PublicLine<D, M>, rng: Rng): Promise<number> {
  const { learner, loop, samples, fits, bias, measure } = line;
  const last = fits - 1;
  const experiment: Experiment<D, M> = {
    learners: [learner],
    real: (n, stream) => line.real(n, stream),
    measure: ({ generation, model }): Values => (generation === last ? { value: measure(model) } : {}),
  };
  let value = Number.NaN;
  const setting = { experiment: experiment as Experiment<D>, loop, samples, generations: last, rng };
  for await (const { values } of runLine(bias === undefined ? setting : { ...setting, bias })) {
    value = values[values.length - 1]?.['value'] ?? Number.NaN;
  }
  return value;
}
