import { numpy as np } from '@jax-js/jax';
import type { Rng } from '../../base/rng.ts';
import type { Batch } from '../learner.ts';
import type { AdamWSettings } from './adamw.ts';
import { integers, tokenBatch } from './batch.ts';
import { Compiled } from './compiled.ts';
import { type CompiledStep, compileStep, descend, type Loss } from './descend.ts';
import { RowOrder } from './row-order.ts';
import type { Documents, Transformer } from './transformer.ts';
import { logits, targetLogProbabilities } from './transformer-graph.ts';
import { requireShape, type TransformerShape, transformerLayout } from './transformer-shape.ts';
import { initialWeights } from './weights.ts';

/** How a transformer is trained. */
export interface TransformerTraining {
  readonly shape: TransformerShape;
  readonly optimiser: AdamWSettings;
  /** Documents in a step. */
  readonly rows: number;
  /** How often each document is seen, in the mean. */
  readonly epochs: number;
  /** Begins with these weights and not with drawn ones. */
  readonly from?: Transformer;
  /** Mean loss (nats a token) of each step. */
  readonly onStep?: (loss: number, step: number, steps: number) => void;
}

/**
 * Trains a transformer on documents, of which there is one at least. The same seed gives the same bytes on one machine and version of
 * Node, whatever the number of workers. Where a runtime multiplies and adds in one rounding (relaxed SIMD: Node 24, not Node 20),
 * weights differ in their last bits.
 */
export async function trainTransformer(
  { data, weights }: Batch<Documents>,
  training: TransformerTraining,
  rng: Rng,
): Promise<Transformer> {
  const { rows, epochs, optimiser, from } = training;
  const shape = requireShape(training.shape);
  const layout = transformerLayout(shape);
  const order = new RowOrder(data.length, rng.split('order'));
  const size = [rows, shape.context];
  const trained = await descend({
    layout,
    start: from?.weights ?? initialWeights(layout, rng.split('start')),
    step: compiledStep(shape, optimiser, rows),
    steps: Math.max(1, Math.ceil((epochs * data.length) / rows)),
    optimiser,
    batch: () => {
      const batch = tokenBatch(data, order.take(rows), { rows, steps: shape.context, weights });
      return [
        integers(batch.inputs, size),
        integers(batch.targets, size),
        np.array(batch.weights, { shape: size }),
      ];
    },
    onStep: training.onStep,
  });
  return { shape, weights: trained };
}

/** Compiling takes a second or so, and what is compiled depends on sizes and settings alone. */
const STEPS = new Compiled<CompiledStep>();

function compiledStep(shape: TransformerShape, optimiser: AdamWSettings, rows: number): CompiledStep {
  const { decay, longestGradient } = optimiser;
  return STEPS.get({ shape, decay, longestGradient, rows }, () => compileStep(lossOf(shape), optimiser));
}

/** Keeps a batch that weighs nothing from dividing by 0. */
const LEAST_WEIGHT = 1e-9;

/** Weighted mean of minus the log-probability of the targets. */
function lossOf(shape: TransformerShape): Loss {
  return (weights, [inputs, targets, shares]) => {
    const scores = targetLogProbabilities(logits(weights, inputs, shape), targets.reshape([-1]));
    const flat = shares.reshape([-1]);
    const total = np.sum(flat.ref).add(LEAST_WEIGHT);
    return np.sum(scores.mul(flat)).div(total).neg();
  };
}
