import { OutcrossError } from '../base/errors.ts';
import { deviance } from './saddle-point.ts';

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i];
  return sum;
}

/** Totals of two aligned arrays; undefined where either is empty of counts. Throws `E_INTERNAL` if not aligned. */
function totals(a: ArrayLike<number>, b: ArrayLike<number>): [number, number] | undefined {
  if (a.length !== b.length) {
    throw new OutcrossError('E_INTERNAL', `counts of ${a.length} and ${b.length} types are not aligned`);
  }
  const sums: [number, number] = [total(a), total(b)];
  return sums[0] > 0 && sums[1] > 0 ? sums : undefined;
}

/** `(1+d) ln(1+d) + (1-d) ln(1-d)` on [-1, 1], by its series d^2 + d^4/6 + d^6/15 + ... where that is more exact. */
function spread(d: number): number {
  const square = d * d;
  if (square < 1e-4) return square * (1 + square * (1 / 6 + square * (1 / 15 + square / 28)));
  const down = d >= 1 ? 0 : (1 - d) * Math.log1p(-d);
  return down + (d <= -1 ? 0 : (1 + d) * Math.log1p(d));
}

/**
 * What one type with shares p and q adds to the Jensen-Shannon divergence in nats: `p/2 ln(p/m) + q/2 ln(q/m)`,
 * m = (p+q)/2 (Lin 1991). Never negative, zero only for p = q; a divergence is the sum over types.
 */
export function jensenShannonTerm(p: number, q: number): number {
  const sum = p + q;
  return sum > 0 ? (sum / 4) * spread((p - q) / sum) : 0;
}

/**
 * Jensen-Shannon divergence in nats between the distributions of two aligned arrays of counts (Lin 1991): symmetric, 0
 * only for equal distributions, at most ln 2. Undefined where either has no counts.
 */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const sums = totals(a, b);
  if (sums === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += jensenShannonTerm(a[i] / sums[0], b[i] / sums[1]);
  return Math.min(Math.LN2, sum);
}

/** The same in bits, at most 1. */
export function jensenShannonBits(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const nats = jensenShannon(a, b);
  return nats === undefined ? undefined : nats / Math.LN2;
}

/** Hellinger distance `sqrt(1/2 sum (sqrt p - sqrt q)^2)`, from 0 to 1 (Hellinger 1909). Undefined for no counts. */
export function hellinger(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const sums = totals(a, b);
  if (sums === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.sqrt(a[i] / sums[0]) - Math.sqrt(b[i] / sums[1]);
    sum += difference * difference;
  }
  return Math.min(1, Math.sqrt(sum / 2));
}

/**
 * Kullback-Leibler divergence `sum p ln(p/q)` of a from b in nats (Kullback and Leibler 1951), summed as
 * `p ln(p/q) + q - p`, of which no term is negative. Undefined where a holds a type that b lacks, and for no counts.
 */
export function kullbackLeibler(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const sums = totals(a, b);
  if (sums === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] > 0 && b[i] === 0) return undefined;
    if (b[i] > 0) sum += deviance(a[i] / sums[0], b[i] / sums[1]);
  }
  return sum;
}
