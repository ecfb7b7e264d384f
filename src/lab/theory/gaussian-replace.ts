import { digamma, lgamma } from '../../stats/gamma.ts';
import { requireWhole } from './parameters.ts';

/**
 * One-dimensional Gaussian of variance 1 and mean 0, refitted on `samples` draws of the last fit, `refits` times (Shumailov et
 * al. 2024, Nature 631:755, section "Theoretical intuition"; Alemohammad et al. 2023, arXiv 2307.01850). All expectations are
 * in units of the true variance. Every function throws `E_PARAMETER` for fewer than 2 samples or a negative number of refits.
 */
export interface GaussianReplace {
  /** Draws a generation, from 2. */
  readonly samples: number;
  readonly refits: number;
  /** Sum of squares divided by `samples` - 1, or by `samples` (maximum likelihood). */
  readonly variance: 'unbiased' | 'likelihood';
}

/** E[s] / sigma of the unbiased sample variance s^2 of `samples` normal draws (Holtzman 1950). From 2. */
export function c4(samples: number): number {
  requireWhole('samples', samples, 2);
  return Math.sqrt(2 / (samples - 1)) * Math.exp(lgamma(samples / 2) - lgamma((samples - 1) / 2));
}

/** What one refit leaves of the variance, in expectation. */
function kept({ samples, variance }: GaussianReplace): number {
  return variance === 'unbiased' ? 1 : 1 - 1 / samples;
}

function requireSetting({ samples, refits }: GaussianReplace): void {
  requireWhole('samples', samples, 2);
  requireWhole('refits', refits, 0);
}

/**
 * E[s^2]. With the unbiased estimator it is 1 although s^2 tends to 0 almost surely: once `refits` is several times `samples`,
 * a mean over simulations misses the rare great values that hold the expectation up. `expectedLogVariance` does not suffer so.
 */
export function expectedVariance(setting: GaussianReplace): number {
  requireSetting(setting);
  return kept(setting) ** setting.refits;
}

/** E[mean^2]: how far the mean has wandered. */
export function expectedSquaredShift(setting: GaussianReplace): number {
  requireSetting(setting);
  const { samples, refits, variance } = setting;
  return variance === 'unbiased' ? refits / samples : -Math.expm1(refits * Math.log1p(-1 / samples));
}

/** E[s]. */
export function expectedDeviation(setting: GaussianReplace): number {
  requireSetting(setting);
  return (c4(setting.samples) * Math.sqrt(kept(setting))) ** setting.refits;
}

/** E[W2^2], the squared 2-Wasserstein distance to the truth: mean^2 + (s - 1)^2 (Dowson and Landau 1982). */
export function expectedSquaredWasserstein(setting: GaussianReplace): number {
  return expectedSquaredShift(setting) + expectedVariance(setting) + 1 - 2 * expectedDeviation(setting);
}

/** E[ln s^2]: `refits` times the mean of a log chi-squared variable of `samples` - 1 degrees of freedom over its divisor. */
export function expectedLogVariance(setting: GaussianReplace): number {
  requireSetting(setting);
  const { samples, refits, variance } = setting;
  const divisor = variance === 'unbiased' ? samples - 1 : samples;
  // 0 refits lose 0, not -0.
  return 0 + refits * (digamma((samples - 1) / 2) + Math.log(2 / divisor));
}

/**
 * E[ln det] of the covariance matrix of a Gaussian in `dimensions` dimensions under the same loop, truth the identity: the sum
 * of independent log chi-squared variables (Bartlett's decomposition; Muirhead 1982, theorem 3.2.15). `samples` >
 * `dimensions`.
 */
export function expectedLogDeterminant(setting: GaussianReplace, dimensions: number): number {
  requireWhole('dimensions', dimensions, 1);
  requireWhole('samples', setting.samples, dimensions + 1);
  requireSetting(setting);
  const { samples, refits, variance } = setting;
  const divisor = variance === 'unbiased' ? samples - 1 : samples;
  let sum = dimensions * Math.log(2 / divisor);
  for (let i = 1; i <= dimensions; i++) sum += digamma((samples - i) / 2);
  return 0 + refits * sum;
}
