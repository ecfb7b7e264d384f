import { gammaQ } from '../../src/stats/incomplete-gamma.ts';
import { normalCdf } from '../../src/stats/normal.ts';

/** Digamma and trigamma of x >= 1, by recurrence to 8 and the asymptotic series (Abramowitz and Stegun 6.3.18, 6.4.12). */
function polygamma(x: number): readonly [number, number] {
  let [first, second, at] = [0, 0, x];
  for (; at < 8; at++) {
    first -= 1 / at;
    second += 1 / (at * at);
  }
  const square = 1 / (at * at);
  first += Math.log(at) - 1 / (2 * at) - square * (1 / 12 - square * (1 / 120 - square / 252));
  second += 1 / at + square / 2 + (square / at) * (1 / 6 - square * (1 / 30 - square / 42));
  return [first, second];
}

const EULER = 0.5772156649015329;

/**
 * Mean and variance of -ln(1 - u) of a token of probability p that a Gumbel mark drew: u is Beta(1 / p, 1), so that the mean is the harmonic
 * number of 1 / p (Fernandez et al. 2023, "Three bricks to consolidate watermarks").
 */
export function markedMoments(p: number): readonly [number, number] {
  const [first, second] = polygamma(1 / p + 1);
  return [first + EULER, Math.PI ** 2 / 6 - second];
}

/** The score above which `n` unmarked terms lie with chance `level`. */
export function gammaThreshold(n: number, level: number): number {
  let [low, high] = [0, 10 * n + 100];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (gammaQ(n, middle) > level) low = middle;
    else high = middle;
  }
  return high;
}

/** Chance that a text is found whose terms add up to mean `mean` and variance `variance`. */
export function power(n: number, mean: number, variance: number, level: number): number {
  return normalCdf((mean - gammaThreshold(n, level)) / Math.sqrt(variance));
}
