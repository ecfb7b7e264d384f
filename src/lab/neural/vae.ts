import { jit, type numpy as np } from '@jax-js/jax';
import { Rng } from '../../base/rng.ts';
import type { SamplingBias } from '../learner.ts';
import { type Points, requireDimensions } from '../learners/points.ts';
import { refuseTopK, temperatureOf } from '../learners/sampling-bias.ts';
import { normals, pixelRows } from './pixel-rows.ts';
import { decode, encode, evidenceBound } from './vae-graph.ts';
import { noiseOf, type Vae, vaeLayout } from './vae-shape.ts';
import { dispose, keep, upload } from './weights.ts';

/** Rows that are encoded or decoded at once. */
const BLOCK = 128;

/** Draws that a bound is a mean of. */
const BOUND_DRAWS = 8;

type Forward = (weights: np.Array[], ...inputs: np.Array[]) => np.Array;
const BOUND: Forward = jit((weights: np.Array[], rows: np.Array, noise: np.Array) =>
  evidenceBound(weights, rows, noise),
);
const DECODE: Forward = jit((weights: np.Array[], latent: np.Array) => decode(weights, latent));
const REBUILD: Forward = jit((weights: np.Array[], rows: np.Array) => {
  const { mean, logVariance } = encode(weights, rows);
  logVariance.dispose();
  return decode(weights, mean);
});

/** `n` rows with the noise of their pixels. */
export async function sampleVae(model: Vae, n: number, rng: Rng, bias?: SamplingBias): Promise<Points> {
  const { shape, weights } = model;
  refuseTopK(bias, 'a variational autoencoder');
  const heat = Math.sqrt(temperatureOf(bias));
  const values = new Float64Array(n * shape.pixels);
  const deviation = heat * noiseOf(model);
  const [latent, pixels] = [rng.split('latent'), rng.split('pixels')];
  const arrays = upload(vaeLayout(shape), weights);
  for (let start = 0; start < n; start += BLOCK) {
    const points = normals(BLOCK, shape.latent, latent).mul(heat);
    const means = (await DECODE(keep(arrays), points).data()) as Float32Array;
    const end = Math.min(n, start + BLOCK) * shape.pixels;
    for (let i = start * shape.pixels, j = 0; i < end; i++, j++) values[i] = means[j] + deviation * pixels.normal();
  }
  dispose(arrays);
  return { values, dimensions: shape.pixels };
}

/** Mean squared error by pixel between rows and what the decoder makes of their latent means. */
export async function reconstructionError({ shape, weights }: Vae, data: Points): Promise<number> {
  requireDimensions(data, shape.pixels);
  let sum = 0;
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(data.values.length / shape.pixels)) {
    const rebuilt = (await REBUILD(keep(arrays), pixelRows(data, chosen, BLOCK)).data()) as Float32Array;
    for (let i = 0; i < chosen.length * shape.pixels; i++) sum += (data.values[start * shape.pixels + i] - rebuilt[i]) ** 2;
  }
  dispose(arrays);
  return sum / data.values.length;
}

/** Evidence lower bound of the log-density of each row: the mean over draws that are the same in every call. */
export async function evidenceBounds({ shape, weights }: Vae, data: Points): Promise<Float64Array> {
  requireDimensions(data, shape.pixels);
  const logs = new Float64Array(data.values.length / shape.pixels);
  const draws = new Rng('evidence');
  const arrays = upload(vaeLayout(shape), weights);
  for (const { chosen, start } of blocks(logs.length)) {
    for (let draw = 0; draw < BOUND_DRAWS; draw++) {
      const noise = normals(BLOCK, shape.latent, draws);
      const values = (await BOUND(keep(arrays), pixelRows(data, chosen, BLOCK), noise).data()) as Float32Array;
      for (let i = 0; i < chosen.length; i++) logs[start + i] += values[i] / BOUND_DRAWS;
    }
  }
  dispose(arrays);
  return logs;
}

function* blocks(rows: number): Generator<{ readonly start: number; readonly chosen: Uint32Array }> {
  for (let start = 0; start < rows; start += BLOCK)
    yield { start, chosen: Uint32Array.from({ length: Math.min(BLOCK, rows - start) }, (_, i) => start + i) };
}
