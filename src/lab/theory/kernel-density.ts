import { requireAtLeast, requireWhole } from './parameters.ts';

/**
 * E[x^2] of data drawn from a Gaussian kernel density estimate of bandwidth `bandwidth`, generation after generation, truth of
 * variance 1 and mean 0 (Kazdan et al. 2024, arXiv 2410.16713). Each draw is a datum plus noise of the bandwidth. Throws
 * `E_PARAMETER` for a negative bandwidth.
 */
export function replacedSecondMoment(bandwidth: number, generations: number): number {
  requireSetting(bandwidth, generations);
  return 1 + generations * bandwidth ** 2;
}

/** E[x^2] over the whole pool after `generations` batches of one size were added to the real one: 1 + h^2 (H_{t+1} - 1). */
export function accumulatedSecondMoment(bandwidth: number, generations: number): number {
  requireSetting(bandwidth, generations);
  let harmonic = 0;
  for (let i = 2; i <= generations + 1; i++) harmonic += 1 / i;
  return 1 + bandwidth ** 2 * harmonic;
}

function requireSetting(bandwidth: number, generations: number): void {
  requireAtLeast('bandwidth', bandwidth, 0);
  requireWhole('generations', generations, 0);
}
