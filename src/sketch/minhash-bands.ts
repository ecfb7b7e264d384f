import { fmix32 } from '../base/hash.ts';

/** How a signature is cut into bands: `bands` x `rows` values, in order. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/**
 * 64-bit hashes of the bands of a signature as pairs of lanes (lo, hi): `2 * bands` numbers. Two signatures share a band's
 * hash where they agree on all its rows (and else with chance 2^-64).
 */
export function bandKeys(
  values: Uint32Array,
  { bands, rows }: Banding,
  out: Uint32Array = new Uint32Array(2 * bands),
  offset = 0,
): Uint32Array {
  let i = 0;
  for (let band = 0; band < bands; band++) {
    let lo = 0x9747b28c | 0;
    let hi = 0x811c9dc5 | 0;
    for (let row = 0; row < rows; row++) {
      const value = values[i++];
      lo = Math.imul((lo << 13) | (lo >>> 19), 0x5bd1e995) ^ value;
      hi = Math.imul(hi ^ fmix32(value), 0x01000193) ^ (hi >>> 15);
    }
    out[offset + 2 * band] = fmix32(lo);
    out[offset + 2 * band + 1] = fmix32(hi ^ lo);
  }
  return out;
}

/** Probability that two sets of Jaccard similarity `s` share at least one band: 1 - (1 - s^rows)^bands (Leskovec, Rajaraman and Ullman, ch. 3). */
export function candidateProbability(s: number, { bands, rows }: Banding): number {
  return -Math.expm1(bands * Math.log1p(-(s ** rows)));
}

/**
 * Probability that two sets of similarity `s` share a band and that at least `least` of all values agree: what becomes of a
 * pair whose candidates are verified. Exact for independent values: a sum over the agreements of the bands, split by
 * whether a whole band was among them.
 */
export function verifiedProbability(s: number, { bands, rows }: Banding, least: number): number {
  const band = binomial(rows, s);
  let none: number[] = [1];
  let any: number[] = [0];
  for (let b = 0; b < bands; b++) {
    any = sums(convolve(any, band), convolve(none, [...new Array<number>(rows).fill(0), band[rows]]));
    none = convolve(none, band.slice(0, rows));
  }
  return Math.min(
    1,
    any.slice(Math.max(0, least)).reduce((sum, p) => sum + p, 0),
  );
}

/** P(k of n), k = 0 to n, by repeated convolution: no factorials, no cancellation. */
function binomial(n: number, p: number): number[] {
  let out = [1];
  for (let i = 0; i < n; i++) out = convolve(out, [1 - p, p]);
  return out;
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) out[i + j] += a[i] * b[j];
  return out;
}

function sums(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}
