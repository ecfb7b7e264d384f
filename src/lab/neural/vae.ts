import { jit, type numpy as np } from '@jax-js/jax';
import { Rng } from '../../base/rng.ts';
import { bulkGenerator } from '../draws/generator.ts';
import type { SamplingBias } from '../learner.ts';
import { drawMixture, mixtureLogDensity } from '../learners/mixture-model.ts';
import { type Points, requireDimensions } from '../learners/points.ts';
import { refuseTopK, temperatureOf } from '../learners/sampling-bias.ts';
import { normals, pixelRows } from './pixel-rows.ts';
import { decode, drawPosterior, encode } from './vae-graph.ts';
import { noiseOf, type Vae, vaeLayout } from './vae-shape.ts';
import { dispose, keep, upload } from './weights.ts';

/** Rows that are encoded or decoded at once. */
const BLOCK = 128;

/** Draws that a bound is a mean of. */
const BOUND_DRAWS = 8;

type Forward = (weights: np.Array[], ...inputs: np.Array[]) => np.Array;
const DRAW = jit((weights: np.Array[], rows: np.Array, noise: np.Array) =>
  drawPosterior(weights, rows, noise),
);
const DECODE: Forward = jit((weights: np.Array[], latent: np.Array) => decode(weights, latent));
const REBUILD: Forward = jit((weights: np.Array[], rows: np.Array) => {
  const { mean, logVariance } = encode(weights, rows);
  logVariance.dispose();
  return decode(weights, mean);
});

/** `n` rows with the noise of their pixels. Latent points are drawn from the fitted prior. */
export async function sampleVae(model: Vae, n: number, rng: Rng, bias?: SamplingBias): Promise<Points> {
  const { shape, weights, prior } = model;
  refuseTopK(bias, 'a variational autoencoder');
  const heat = temperatureOf(bias);
  const latent = drawMixture(prior, n, heat, bulkGenerator(rng.split('latent')));
  const values = new Float64Array(n * shape.pixels);
  const deviation = Math.sqrt(heat) * noiseOf(model);
  const pixels = rng.split('pixels');
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(n)) {
    const points = pixelRows({ values: latent, dimensions: shape.latent }, chosen, BLOCK);
    const means = (await DECODE(keep(arrays), points).data()) as Float32Array;
    for (let i = 0; i < chosen.length * shape.pixels; i++)
      values[start * shape.pixels + i] = means[i] + deviation * pixels.normal();
  }
  dispose(arrays);
  return { values, dimensions: shape.pixels };
}

/** One draw of the latent point of each row. */
export async function latentPoints(
  { shape, weights }: Pick<Vae, 'shape' | 'weights'>,
  data: Points,
  rng: Rng,
): Promise<Points> {
  const values = new Float64Array((data.values.length / shape.pixels) * shape.latent);
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(data.values.length / shape.pixels)) {
    const drawn = DRAW(keep(arrays), pixelRows(data, chosen, BLOCK), normals(BLOCK, shape.latent, rng));
    const points = (await drawn.points.data()) as Float32Array;
    dispose([drawn.likelihood, drawn.posterior]);
    values.set(points.subarray(0, chosen.length * shape.latent), start * shape.latent);
  }
  dispose(arrays);
  return { values, dimensions: shape.latent };
}

/** Mean squared error by pixel between rows and what the decoder makes of their latent means. */
export async function reconstructionError({ shape, weights }: Vae, data: Points): Promise<number> {
  requireDimensions(data, shape.pixels);
  let sum = 0;
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(data.values.length / shape.pixels)) {
    const rebuilt = (await REBUILD(keep(arrays), pixelRows(data, chosen, BLOCK)).data()) as Float32Array;
    for (let i = 0; i < chosen.length * shape.pixels; i++)
      sum += (data.values[start * shape.pixels + i] - rebuilt[i]) ** 2;
  }
  dispose(arrays);
  return sum / data.values.length;
}

/**
 * Evidence lower bound of the log-density of each row under the fitted prior: the mean over draws that are the same in every call.
 */
export async function evidenceBounds({ shape, weights, prior }: Vae, data: Points): Promise<Float64Array> {
  requireDimensions(data, shape.pixels);
  const logs = new Float64Array(data.values.length / shape.pixels);
  const draws = new Rng('evidence');
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(logs.length)) {
    for (let draw = 0; draw < BOUND_DRAWS; draw++) {
      const noise = normals(BLOCK, shape.latent, draws);
      const drawn = DRAW(keep(arrays), pixelRows(data, chosen, BLOCK), noise);
      const values = Float64Array.from((await drawn.points.data()) as Float32Array);
      const log = mixtureLogDensity(prior, { values, dimensions: shape.latent });
      const likelihood = (await drawn.likelihood.data()) as Float32Array;
      const posterior = (await drawn.posterior.data()) as Float32Array;
      for (let i = 0; i < chosen.length; i++)
        logs[start + i] += (likelihood[i] + log[i] - posterior[i]) / BOUND_DRAWS;
    }
  }
  dispose(arrays);
  return logs;
}

function* blocks(rows: number): Generator<{ readonly start: number; readonly chosen: Uint32Array }> {
  for (let start = 0; start < rows; start += BLOCK)
    yield { start, chosen: Uint32Array.from({ length: Math.min(BLOCK, rows - start) }, (_, i) => start + i) };
}
