import type { Rng } from '../../base/rng.ts';
import type { Batch, SamplingBias } from '../learner.ts';
import type { Loop } from '../loop.ts';
import type { Experiment, Values } from '../scenarios/scenario.ts';

/** What a line is made of. */
export interface Line<D> {
  readonly experiment: Experiment<D>;
  readonly loop: Loop;
  readonly bias?: SamplingBias;
  readonly samples: number;
  readonly generations: number;
  /** Streams are split from it by generation, so that lines that share it are paired. */
  readonly rng: Rng;
  /** What is finished already: outputs of generations 0 to some, and their values. */
  readonly finished?: Finished<D>;
}

export interface Finished<D> {
  readonly outputs: readonly D[];
  readonly values: readonly Values[];
}

/**
 * Runs one line of models, and yields all that is finished after every generation that it runs: model 0 is fitted on `samples`
 * real rows, each further one on what the loop composes. The same line gives the same values wherever it was taken up.
 */
export async function* runLine<D>(line: Line<D>): AsyncGenerator<Finished<D>, void> {
  const { experiment, loop, bias, samples, generations, rng } = line;
  const [learner] = experiment.learners;
  const initial = await experiment.real(samples, rng.split('initial'));
  const outputs = [...(line.finished?.outputs ?? [])];
  const values = [...(line.finished?.values ?? [])];
  for (let g = outputs.length; g <= generations; g++) {
    const own = rng.split(`generation ${g}`);
    const batch = await trainingSet(line, initial, outputs, g, own.split('compose'));
    const model = await learner.fit(batch, own.split('fit'));
    const rows = loop.outputRows?.(g, samples) ?? samples;
    const output = await learner.sample(model, rows, own.split('sample'), bias);
    const step = { generation: g, learner, model, batch, initial, output };
    values.push(existing(await experiment.measure(step, own.split('measure'))));
    outputs.push(output);
    yield { outputs, values };
  }
}

async function trainingSet<D>(
  { experiment, loop, samples }: Line<D>,
  initial: D,
  outputs: readonly D[],
  generation: number,
  rng: Rng,
): Promise<Batch<D>> {
  if (generation === 0) return { data: initial };
  const { rows } = experiment.learners[0];
  const real = (n: number, stream: Rng) => experiment.real(n, stream);
  const right = experiment.right === undefined ? {} : { right: (data: D) => experiment.right!(data) };
  return loop.compose({ rows, generation, samples, initial, outputs, real, ...right }, rng);
}

/** `values` without those that do not exist: JSON has no word for them, and a run that was taken up must equal one that was not. */
export function existing(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}
