import { nn, numpy as np } from '@jax-js/jax';
import { NOISE_SCALE, noiseWeight } from './vae-shape.ts';

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Mean and log-variance of the latent posterior of each row. */
export function encode(
  weights: readonly np.Array[],
  rows: np.Array,
): { mean: np.Array; logVariance: np.Array } {
  const hidden = nn.relu(dense(rows, weights[0], weights[1]));
  return {
    mean: dense(hidden.ref, weights[2], weights[3]),
    logVariance: dense(hidden, weights[4], weights[5]),
  };
}

/** Mean of the pixels, 0 to 1, for each latent point. */
export function decode(weights: readonly np.Array[], latent: np.Array): np.Array {
  return nn.sigmoid(dense(nn.relu(dense(latent, weights[6], weights[7])), weights[8], weights[9]));
}

function dense(x: np.Array, weights: np.Array, bias: np.Array): np.Array {
  return np.matmul(x, weights).add(bias);
}

/** One draw of the latent point of each row, with what a bound needs of it. */
type Drawn = {
  /** Rows x latent. */
  points: np.Array;
  /** Log-density of the row's pixels given its point. */
  likelihood: np.Array;
  /** Log-density of the point under the row's posterior. */
  posterior: np.Array;
};

/**
 * Draws a latent point for each row. Noise on pixels is Gaussian, and its standard deviation is learnt (Rybkin, Daniilidis and Levine
 * 2021): a density, which Bernoulli pixels would not give for grey values. `noise`: standard normal, rows x latent.
 */
export function drawPosterior(weights: readonly np.Array[], rows: np.Array, noise: np.Array): Drawn {
  const [, pixels] = rows.shape;
  const { mean, logVariance } = encode(weights, rows.ref);
  const points = mean.add(np.exp(logVariance.ref.mul(0.5)).mul(noise.ref));
  const logNoise = noiseWeight(weights).mul(NOISE_SCALE);
  const squares = np.sum(np.square(rows.sub(decode(weights, points.ref))), -1);
  const misfit = squares.mul(np.exp(logNoise.ref.mul(-2))).mul(-0.5);
  const likelihood = misfit.sub(logNoise.add(LOG_TWO_PI / 2).mul(pixels));
  const posterior = np.sum(np.square(noise).add(logVariance).add(LOG_TWO_PI), -1).mul(-0.5);
  return { points, likelihood, posterior };
}

/**
 * Evidence lower bound of each row's log-density by one draw, under a standard normal prior (Kingma and Welling 2014): what is descended.
 */
export function evidenceBound(weights: readonly np.Array[], rows: np.Array, noise: np.Array): np.Array {
  const { points, likelihood, posterior } = drawPosterior(weights, rows, noise);
  const prior = np.sum(np.square(points).add(LOG_TWO_PI), -1).mul(-0.5);
  return likelihood.add(prior).sub(posterior);
}
