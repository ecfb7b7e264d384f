import { erfc } from './erf.ts';

const ROOT_TWO_PI = 2.5066282746310007;

/** Standard normal distribution function (Abramowitz and Stegun 26.2.29); relative accuracy also in the lower tail. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x / Math.SQRT2);
}

/** Abramowitz and Stegun 26.2.23, |error| < 4.5e-4: the start for Halley's iteration. */
function roughLowerQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  return top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
}

/**
 * Inverse of `normalCdf`: -Infinity at 0, Infinity at 1, NaN outside [0, 1]. Halley's iteration on the distribution
 * function, so as accurate as that.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = roughLowerQuantile(p);
  for (let step = 0; step < 3; step++) {
    const u = (normalCdf(x) - p) * ROOT_TWO_PI * Math.exp((x * x) / 2);
    if (!Number.isFinite(u)) break;
    x -= u / (1 + (x * u) / 2);
  }
  return x;
}
