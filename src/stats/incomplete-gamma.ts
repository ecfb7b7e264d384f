import { logPoissonDensity } from './saddle-point.ts';

const TINY = 1e-300;
const STEPS = 1e6;

/** P by Abramowitz and Stegun 6.5.29, for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < STEPS; n++) {
    term *= x / (a + n);
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return sum * Math.exp(logPoissonDensity(a, x));
}

/** Q by Abramowitz and Stegun 6.5.31 with Lentz's algorithm, for x >= a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < STEPS; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h * a * Math.exp(logPoissonDensity(a, x));
}

/** Regularised lower incomplete gamma function P(a, x), `a > 0`, `x >= 0`; NaN outside. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Regularised upper incomplete gamma function Q = 1 - P, with relative accuracy where it is small. */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}
