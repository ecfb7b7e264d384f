import { OutcrossError } from '../../base/errors.ts';
import { requireWeights, requireWhole } from './parameters.ts';

/**
 * Categories refitted on `samples` draws of the last fit: the Wright-Fisher model without mutation (Ewens 2004, Mathematical
 * Population Genetics, chapter 3; for models of data, Suresh et al. 2024, arXiv 2412.17646). `weights` need not sum to 1.
 */

/** Probabilities in proportion to `weights`. Throws `E_PARAMETER` where they have no finite sum above 0. */
export function probabilities(weights: ArrayLike<number>): Float64Array {
  requireWeights('weights', weights);
  const p = Float64Array.from(weights);
  let total = 0;
  for (const weight of p) total += weight;
  return p.map((weight) => weight / total);
}

/** 1 - sum p^2: the chance that two draws differ (Nei 1973, gene diversity). */
export function heterozygosity(weights: ArrayLike<number>): number {
  return 1 - probabilities(weights).reduce((sum, p) => sum + p * p, 0);
}

/** E[H] after `refits`, as a share of the first H: (1 - 1/M)^k. */
export function keptHeterozygosity(samples: number, refits: number): number {
  requireWhole('samples', samples, 1);
  requireWhole('refits', refits, 0);
  return (1 - 1 / samples) ** refits;
}

/** Categories expected to be drawn at all in one refit: sum 1 - (1-p)^M. */
export function survivorsOfOneRefit(weights: ArrayLike<number>, samples: number): number {
  requireWhole('samples', samples, 1);
  return probabilities(weights).reduce((sum, p) => sum - Math.expm1(samples * Math.log1p(-p)), 0);
}

/** Mean refits until one category is left, in the diffusion limit: -2M sum (1-p) ln(1-p) (Littler 1975). */
export function collapseTimeDiffusion(weights: ArrayLike<number>, samples: number): number {
  requireWhole('samples', samples, 1);
  const sum = probabilities(weights).reduce(
    (total, p) => (p < 1 ? total + (1 - p) * Math.log1p(-p) : total),
    0,
  );
  // Without the sum, 0 would be -0.
  return 0 - 2 * samples * sum;
}

function requireReal(samples: number, real: number): void {
  requireWhole('samples', samples, 2);
  requireWhole('real', real, 0, samples);
}

/**
 * E[H] after `refits` as a share of the truth's H where `real` of the `samples` rows of every refit but the first are fresh
 * real ones: of the M^2 ordered pairs of rows, those of two rows of which one is real differ as the truth does, and those of two
 * rows of the model as the model does.
 */
export function keptHeterozygosityWithReal(samples: number, real: number, refits: number): number {
  requireReal(samples, real);
  requireWhole('refits', refits, 0);
  const model = samples - real;
  let kept = refits === 0 ? 1 : 1 - 1 / samples;
  for (let k = 1; k < refits; k++) {
    kept = (real * (real - 1) + 2 * real * model + model * (model - 1) * kept) / samples ** 2;
  }
  return kept;
}

/** The limit of `keptHeterozygosityWithReal`: (1-1/M)(R(R-1)+2RS) / (M(M-1) - S(S-1)(1-1/M)), S = M-R. */
export function plateauWithReal(samples: number, real: number): number {
  requireReal(samples, real);
  const model = samples - real;
  const fresh = real * (real - 1) + 2 * real * model;
  const share = 1 - 1 / samples;
  return (share * fresh) / (samples * (samples - 1) - model * (model - 1) * share);
}

/**
 * The same plateau where the real rows are always the same ones. Their own losses never heal: a row of the model descends from one
 * of them, so that the two differ as two draws from a sample of R do, 1 - 1/R as often as the truth's. `real` from 1.
 */
export function plateauWithFixedReal(samples: number, real: number): number {
  requireReal(samples, real);
  requireWhole('real', real, 1);
  const model = samples - real;
  return (real * (real - 1) + 2 * model * (real - 1)) / (samples ** 2 - model * (model - 1));
}

/** Weights of Zipf's law: 1 / rank^exponent for `categories` ranks. Throws `E_PARAMETER`. */
export function zipfWeights(exponent: number, categories: number): Float64Array {
  requireWhole('categories', categories, 1);
  if (!(Number.isFinite(exponent) && exponent >= 0)) {
    throw new OutcrossError('E_PARAMETER', `the exponent must be a number from 0, not ${exponent}`, {
      where: 'exponent',
    });
  }
  return Float64Array.from({ length: categories }, (_, i) => (i + 1) ** -exponent);
}

/** Equal weights for `categories`. Throws `E_PARAMETER`. */
export function uniformWeights(categories: number): Float64Array {
  requireWhole('categories', categories, 1);
  return new Float64Array(categories).fill(1);
}
