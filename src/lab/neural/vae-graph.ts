import { nn, numpy as np } from '@jax-js/jax';
import { NOISE_SCALE, noiseWeight } from './vae-shape.ts';

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Mean and log-variance of the latent posterior of each row. */
export function encode(weights: readonly np.Array[], rows: np.Array): { mean: np.Array; logVariance: np.Array } {
  const hidden = nn.relu(dense(rows, weights[0], weights[1]));
  return {
    mean: dense(hidden.ref, weights[2], weights[3]),
    logVariance: dense(hidden, weights[4], weights[5]),
  };
}

/** Mean of the pixels for each latent point. */
export function decode(weights: readonly np.Array[], latent: np.Array): np.Array {
  return dense(nn.relu(dense(latent, weights[6], weights[7])), weights[8], weights[9]);
}

function dense(x: np.Array, weights: np.Array, bias: np.Array): np.Array {
  return np.matmul(x, weights).add(bias);
}

/**
 * Evidence lower bound of the log-density of each row, by one draw (Kingma and Welling 2014), with Gaussian noise whose standard
 * deviation is learnt (Rybkin, Daniilidis and Levine 2021): a bound on a density, which Bernoulli pixels would not give for grey values.
 * `noise`: standard normal, rows x latent. Owns its arguments.
 */
export function evidenceBound(weights: readonly np.Array[], rows: np.Array, noise: np.Array): np.Array {
  const [, pixels] = rows.shape;
  const { mean, logVariance } = encode(weights, rows.ref);
  const spread = np.exp(logVariance.ref.mul(0.5));
  const decoded = decode(weights, mean.ref.add(spread.mul(noise)));
  const logNoise = noiseWeight(weights).mul(NOISE_SCALE);
  const squares = np.sum(np.square(rows.sub(decoded)), -1);
  const misfit = squares.mul(np.exp(logNoise.ref.mul(-2))).mul(-0.5);
  const scale = logNoise.mul(pixels).add((pixels * LOG_TWO_PI) / 2);
  const information = np.square(mean).add(np.exp(logVariance.ref)).sub(logVariance).sub(1);
  return misfit.sub(scale).sub(np.sum(information, -1).mul(0.5));
}
