import { logBinomialDensity } from './saddle-point.ts';

const TINY = 1e-300;
const STEPS = 1e6;

/** Coefficient d of the continued fraction Abramowitz and Stegun 26.5.8, odd (`2m+1`) or even (`2m`). */
function coefficient(a: number, b: number, x: number, step: number): number {
  const m = step >> 1;
  if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

/** The continued fraction 26.5.8 by Lentz's algorithm, for x < (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 + coefficient(a, b, x, 1));
  let h = d;
  for (let step = 2; step < STEPS; step++) {
    const k = coefficient(a, b, x, step);
    d = 1 + k * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + k / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}

/**
 * Regularised incomplete beta function I_x(a, b), `a, b > 0`, `0 <= x <= 1`; NaN outside. `y = 1 - x` may be given where
 * the caller knows it with more digits.
 */
export function betaRegularised(x: number, a: number, b: number, y = 1 - x): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  const front = Math.exp(logBinomialDensity(a, b, x, y));
  if (x < (a + 1) / (a + b + 2)) return front * (b / (a + b)) * fraction(a, b, x);
  return 1 - front * (a / (a + b)) * fraction(b, a, y);
}
