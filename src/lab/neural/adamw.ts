import { numpy as np } from '@jax-js/jax';

/** Settings of the optimiser (Kingma and Ba 2015; Loshchilov and Hutter 2019). */
export interface AdamWSettings {
  /** Highest step size. Above 0. */
  readonly rate: number;
  /** Share of the steps over which the step size rises to its highest, from 0 to 1; then it falls to 0 along a cosine. */
  readonly warmUp: number;
  /** Pull of matrices towards 0, in units of the step size. */
  readonly decay: number;
  /** The gradient is scaled down to this norm where it is longer. */
  readonly longestGradient: number;
}

export const BETA_1 = 0.9;
export const BETA_2 = 0.99;
const EPSILON = 1e-8;

/** Weights, and running means of their gradients and of the squares of these. */
export type Optimised = { weights: np.Array[]; means: np.Array[]; squares: np.Array[] };

/** Step size at `step`, from 0, of `steps`. */
export function rateAt(step: number, steps: number, { rate, warmUp }: AdamWSettings): number {
  const rising = Math.max(1, Math.round(warmUp * steps));
  if (step < rising) return (rate * (step + 1)) / rising;
  return rate * 0.5 * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)));
}

/** Makes up for means that start at 0 (Kingma and Ba 2015, the end of section 2). */
export function startFactor(step: number): number {
  return Math.sqrt(1 - BETA_2 ** (step + 1)) / (1 - BETA_1 ** (step + 1));
}

/**
 * One step for use in a compiled function. `rate` and `factor` are scalars: the step size, and `startFactor`. Vectors, such as
 * the gains of norms, do not decay. Owns its arguments.
 */
export function adamWStep(
  state: Optimised,
  gradients: readonly np.Array[],
  { rate, factor }: { readonly rate: np.Array; readonly factor: np.Array },
  { decay, longestGradient }: AdamWSettings,
): Optimised {
  const scale = clipScale(gradients, longestGradient);
  const next: Optimised = { weights: [], means: [], squares: [] };
  for (const [i, raw] of gradients.entries()) {
    const gradient = raw.mul(scale.ref);
    const mean = state.means[i].mul(BETA_1).add(gradient.ref.mul(1 - BETA_1));
    const square = state.squares[i].mul(BETA_2).add(np.square(gradient).mul(1 - BETA_2));
    let move = mean.ref.mul(factor.ref).div(np.sqrt(square.ref).add(EPSILON));
    const weights = state.weights[i];
    if (weights.ndim > 1 && decay > 0) move = move.add(weights.ref.mul(decay));
    next.weights.push(weights.sub(move.mul(rate.ref)));
    next.means.push(mean);
    next.squares.push(square);
  }
  for (const scalar of [scale, rate, factor]) scalar.dispose();
  return next;
}

/** What the gradients are multiplied by so that their norm is at most `longest`. Leaves them to the caller. */
function clipScale(gradients: readonly np.Array[], longest: number): np.Array {
  const square = gradients.map((gradient) => np.sum(np.square(gradient.ref))).reduce((a, b) => a.add(b));
  return np.minimum(np.reciprocal(np.sqrt(square.add(EPSILON))).mul(longest), 1);
}
