import { requireWhole } from './parameters.ts';

/**
 * Variance of a one-dimensional Gaussian fitted by maximum likelihood where data are kept, truth 1 (Kazdan et al. 2024, arXiv
 * 2410.16713). `samples`, from 2, are added each generation; fit 1 sees the real ones alone. All throw `E_PARAMETER`.
 */
function requireSetting(samples: number, fit: number): void {
  requireWhole('samples', samples, 2);
  requireWhole('fit', fit, 1);
}

/** E[s^2] of fit `fit` on all data so far: prod over i of 1 - 1/(n i^2). */
export function accumulatedVariance(samples: number, fit: number): number {
  requireSetting(samples, fit);
  let product = 1;
  for (let i = 1; i <= fit; i++) product *= 1 - 1 / (samples * i * i);
  return product;
}

/** The limit of `accumulatedVariance` by Euler's product: sin(pi/sqrt n) / (pi/sqrt n). */
export function accumulatedVarianceLimit(samples: number): number {
  requireWhole('samples', samples, 2);
  const angle = Math.PI / Math.sqrt(samples);
  return Math.sin(angle) / angle;
}

/** E[s^2] of fit `fit` on `samples` rows taken without replacement from all `fit * samples` so far. */
export function subsampledVariance(samples: number, fit: number): number {
  requireSetting(samples, fit);
  let pool = 1;
  for (let t = 1; t < fit; t++) {
    const size = (t + 1) * samples;
    pool *= 1 - (3 * samples - 1) / (size * (size - 1));
  }
  return (1 - 1 / samples) * pool;
}

/** Factors of the product below this differ from 1 by less than a hundredth of what is left out. */
const PLATEAU_FITS = 100_000;

/** The limit of `subsampledVariance`. The factors left out multiply to 1 - (3 - 1/n) / (n t) at their `t`. */
export function subsampledVarianceLimit(samples: number): number {
  const rest = (3 - 1 / samples) / (samples * PLATEAU_FITS);
  return subsampledVariance(samples, PLATEAU_FITS) * (1 - rest);
}
