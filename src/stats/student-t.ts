import { lgamma } from './gamma.ts';
import { betaRegularised } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** Above this many degrees of freedom the approximation below is closer than the continued fraction: 1e-10 at t = 8. */
const NORMAL_ABOVE = 1e7;

/** Abramowitz and Stegun 26.7.8: the normal deviate of t, error O(1/freedom^2). */
function asNormal(t: number, freedom: number): number {
  if (freedom === Infinity) return t;
  return (t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + (t * t) / (2 * freedom));
}

/** P(T > t), t >= 0 (Abramowitz and Stegun 26.7.1). */
function upperTail(t: number, freedom: number): number {
  if (freedom > NORMAL_ABOVE) return normalCdf(-asNormal(t, freedom));
  const square = t * t;
  if (square === Infinity) return 0;
  const total = freedom + square;
  return 0.5 * betaRegularised(freedom / total, freedom / 2, 0.5, square / total);
}

/** Student's density (Student 1908). */
function density(t: number, freedom: number): number {
  const ratio =
    freedom > 1e5
      ? Math.sqrt(freedom / 2) * (1 - 1 / (4 * freedom))
      : Math.exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2));
  const tail = Math.exp((-(freedom + 1) / 2) * Math.log1p((t * t) / freedom));
  return (ratio / Math.sqrt(freedom * Math.PI)) * tail;
}

/** Student's t distribution function, `freedom > 0`, Infinity for the normal; NaN outside. */
export function studentCdf(t: number, freedom: number): number {
  if (!(freedom > 0) || Number.isNaN(t)) return Number.NaN;
  return t > 0 ? 1 - upperTail(t, freedom) : upperTail(-t, freedom);
}

/**
 * Newton's step towards `upperTail(t) = p`. On the log-log scale in the tail, where the tail is nearly a straight line;
 * there and on the plain scale the iteration is monotone from the normal quantile, which is never above the answer.
 */
function step(t: number, p: number, freedom: number): number {
  const tail = upperTail(t, freedom);
  const slope = density(t, freedom);
  if (p >= 0.05) return t + (tail - p) / slope;
  return t * Math.exp((Math.log(tail / p) * tail) / (t * slope));
}

/** Inverse of `studentCdf`: -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p >= 0 && p <= 1 && freedom > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p < 0.5) return p === 0 ? -Infinity : -upperQuantile(p, freedom);
  return p === 1 ? Infinity : upperQuantile(1 - p, freedom);
}

function upperQuantile(p: number, freedom: number): number {
  let t = -normalQuantile(p);
  if (freedom === Infinity) return t;
  for (let i = 0; i < 200; i++) {
    const next = step(t, p, freedom);
    if (!Number.isFinite(next) || next <= 0) break;
    const done = Math.abs(next - t) <= 1e-15 * t;
    t = next;
    if (done) break;
  }
  return t;
}
