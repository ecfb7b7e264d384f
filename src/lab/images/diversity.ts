import { covarianceMatrix } from '../../stats/covariance.ts';
import type { Points } from '../learners/points.ts';

/** How far images spread. */
export interface Diversity {
  /** Mean variance of a pixel. */
  readonly variance: number;
  /** Directions in which they vary: (sum lambda)^2 / sum lambda^2 over the eigenvalues of the covariance, the Hill number of order 2. */
  readonly rank: number;
}

/** Undefined for fewer than two images. The rank is 0 where all images are the same. */
export function diversityOf({ values, dimensions: d }: Points): Diversity | undefined {
  const covariance = covarianceMatrix(values, d);
  if (covariance === undefined) return undefined;
  let trace = 0;
  for (let i = 0; i < d; i++) trace += covariance[i * d + i];
  // The sum of squared eigenvalues of a symmetric matrix is that of its elements.
  const squares = covariance.reduce((sum, value) => sum + value * value, 0);
  return { variance: trace / d, rank: squares === 0 ? 0 : trace ** 2 / squares };
}
