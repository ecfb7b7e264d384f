import { numpy as np } from '@jax-js/jax';
import type { Rng } from '../../base/rng.ts';
import type { Batch, Learner } from '../learner.ts';
import { mixtureLearner } from '../learners/mixture.ts';
import { type Points, pointRows, requireDimensions, requireRows } from '../learners/points.ts';
import { requireCount } from '../learners/sampling-bias.ts';
import type { AdamWSettings } from './adamw.ts';
import { Compiled } from './compiled.ts';
import { type CompiledStep, compileStep, descend } from './descend.ts';
import { normals, pixelRows } from './pixel-rows.ts';
import { RowOrder } from './row-order.ts';
import { evidenceBounds, latentPoints, sampleVae } from './vae.ts';
import { evidenceBound } from './vae-graph.ts';
import { requireVaeShape, type Vae, type VaeShape, vaeLayout } from './vae-shape.ts';
import { initialWeights } from './weights.ts';

export interface VaeOptions {
  readonly shape: VaeShape;
  readonly optimiser: AdamWSettings;
  /** Rows in a step. */
  readonly rows: number;
  readonly epochs: number;
  /** Components of the prior. From 1. */
  readonly components: number;
  readonly onStep?: (loss: number, step: number, steps: number) => void;
}

/**
 * A variational autoencoder (Kingma and Welling 2014) whose prior is a Gaussian mixture, fitted to the latent points after training: under
 * the standard normal prior half of all samples of separate classes fall between them, and are like none (Ghosh et al. 2020 find
 * the same, and the same remedy). One hidden layer on either side. `logDensity` is the evidence lower bound, over draws that are
 * always the same. A temperature is that of the joint density of latent point and pixels, so both variances are multiplied by it.
 */
export function vaeLearner(options: VaeOptions): Learner<Points, Vae> {
  const shape = requireVaeShape(options.shape);
  return {
    name: 'vae',
    rows: pointRows(shape.pixels),
    fit: (batch, rng) => {
      requireDimensions(batch.data, shape.pixels);
      requireRows(batch, batch.data.values.length / shape.pixels, 2);
      return fit(batch, options, rng);
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      return sampleVae(model, n, rng, bias);
    },
    logDensity: (model, data) => evidenceBounds(model, data),
  };
}

async function fit({ data, weights }: Batch<Points>, options: VaeOptions, rng: Rng): Promise<Vae> {
  const { shape, optimiser, rows, epochs, onStep } = options;
  const layout = vaeLayout(shape);
  const n = data.values.length / shape.pixels;
  const order = new RowOrder(n, rng.split('order'));
  const noise = rng.split('noise');
  const { decay, longestGradient } = optimiser;
  const step = STEPS.get({ shape, decay, longestGradient, rows }, () => compileStep(loss, optimiser));
  const trained = await descend({
    layout,
    start: initialWeights(layout, rng.split('start')),
    step,
    steps: Math.max(1, Math.ceil((epochs * n) / rows)),
    optimiser,
    batch: () => {
      const chosen = order.take(rows);
      const shares = Float32Array.from(chosen, (row) => weights?.[row] ?? 1);
      return [pixelRows(data, chosen, rows), normals(rows, shape.latent, noise), np.array(shares)];
    },
    onStep,
  });
  const latent = await latentPoints({ shape, weights: trained }, data, rng.split('latent'));
  const prior = mixtureLearner({
    components: Math.min(options.components, n),
    dimensions: shape.latent,
    floor: PRIOR_FLOOR,
    iterations: PRIOR_ITERATIONS,
  });
  const own = weights === undefined ? { data: latent } : { data: latent, weights };
  return { shape, weights: trained, prior: await prior.fit(own, rng.split('prior')) };
}

const PRIOR_ITERATIONS = 50;

/** Keeps a component of the prior from collapsing on a few points, as a share of the variance. */
const PRIOR_FLOOR = 1e-3;

/** Keeps a batch that weighs nothing from dividing by 0. */
const LEAST_WEIGHT = 1e-9;

const STEPS = new Compiled<CompiledStep>();

/** Weighted mean of minus the bound, by pixel. */
function loss(weights: np.Array[], [rows, noise, shares]: np.Array[]): np.Array {
  const [, pixels] = rows.shape;
  const total = np.sum(shares.ref).add(LEAST_WEIGHT).mul(pixels);
  return np
    .sum(evidenceBound(weights, rows, noise).mul(shares))
    .div(total)
    .neg();
}
