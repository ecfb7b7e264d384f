import { optimalRealWeight } from '../../stats/real-weight.ts';
import { requireAbove, requireAtLeast, requireShare } from './parameters.ts';

/**
 * Means of real and synthetic data combined with weight w on the real ones, generation after generation (He, Xu, Cheng 2025,
 * arXiv 2502.18049): n fresh real rows and m from the last model, `ratio` = n/m.
 */

/** The weight on real data at which the steady variance is least: (sqrt(k^2 + 4k) - k) / 2; 0.618 at k = 1. `ratio` above 0. */
export function bestRealWeight(ratio: number): number {
  requireAbove('ratio', ratio, 0);
  return optimalRealWeight(ratio);
}

/** The weight that pooling all rows alike amounts to: n / (n + m). */
export function pooledRealWeight(ratio: number): number {
  requireAbove('ratio', ratio, 0);
  return ratio / (1 + ratio);
}

/**
 * The variance of the estimated mean in the long run, over that of real data alone: (w^2 + (1-w)^2 k) / (1 - (1-w)^2). At the
 * best weight it equals that weight. `weight` above 0 to 1.
 */
export function steadyVariance(ratio: number, weight: number): number {
  requireAbove('ratio', ratio, 0);
  requireAbove('weight', weight, 0);
  requireShare('weight', weight);
  const rest = (1 - weight) ** 2;
  // 1 - (1-w)^2, of which a small w would leave no digits.
  return (weight ** 2 + rest * ratio) / (weight * (2 - weight));
}

/**
 * Verified synthetic labels (Feng et al. 2024, arXiv 2406.07515): a verifier keeps right ones with rate `right` and wrong ones
 * with rate `wrong`. The share of wrong labels up to which what is kept teaches the right rule: 1 / (1 + wrong/right). Above
 * it, more wrong labels than right ones are kept. `right` above 0.
 */
export function breakdownErrorRate(right: number, wrong: number): number {
  requireRates(right, wrong);
  return 1 / (1 + wrong / right);
}

/** The same as the least share of right labels: 1 / (1 + right/wrong). */
export function leastUsefulAccuracy(right: number, wrong: number): number {
  requireRates(right, wrong);
  return wrong / (wrong + right);
}

/**
 * The share of right labels among those that are kept, of labels right with probability `accuracy`. Undefined where no label
 * is kept.
 */
export function keptAccuracy(accuracy: number, right: number, wrong: number): number | undefined {
  requireShare('accuracy', accuracy);
  requireRates(right, wrong);
  const kept = accuracy * right + (1 - accuracy) * wrong;
  return kept === 0 ? undefined : (accuracy * right) / kept;
}

function requireRates(right: number, wrong: number): void {
  requireShare('right', right);
  requireAbove('right', right, 0);
  requireShare('wrong', wrong);
  requireAtLeast('wrong', wrong, 0);
}
