import { fmix32, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';

/** Receives each n-gram's hash, lanes signed. */
export interface WindowSink {
  add(hi: number, lo: number): void;
}

/** A to the power n in 32-bit arithmetic. */
export function power32(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

/**
 * Prefix polynomials of token hashes, `P[t] = P[t-1] A + h[t]` modulo 2^32 in each lane, so that the hash of any window is
 * one multiplication and one subtraction: `P[t] - P[t-n] A^n` (Karp and Rabin 1987). The `hi` lane is taken as it is: token hashes
 * are uniform, so their combination is, and any three n-grams are sampled independently, which is all that a sample by
 * threshold needs. The `lo` lane is finalised, because tables are addressed by it.
 */
export class PrefixPolynomials {
  hi = new Int32Array(1 << 12);
  lo = new Int32Array(1 << 12);
  /** Number of tokens that the prefixes cover; entry t covers the first t tokens. */
  length = 0;

  /** Sets the prefixes for tokens [0, length) of the two lanes. */
  fill(hi: Int32Array, lo: Int32Array, length: number): void {
    if (this.hi.length <= length) {
      this.hi = new Int32Array(length * 2);
      this.lo = new Int32Array(length * 2);
    }
    const { hi: p, lo: q } = this;
    let a = 0;
    let b = 0;
    for (let t = 0; t < length; t++) {
      p[t] = a;
      q[t] = b;
      a = (Math.imul(a, WINDOW_HI) + hi[t]) | 0;
      b = (Math.imul(b, WINDOW_LO) + lo[t]) | 0;
    }
    p[length] = a;
    q[length] = b;
    this.length = length;
  }

  /** Hands every window of `n` tokens to `sink`, first to last. */
  each(n: number, sink: WindowSink): void {
    const { hi, lo, length } = this;
    const powerHi = power32(WINDOW_HI, n);
    const powerLo = power32(WINDOW_LO, n);
    for (let t = n; t <= length; t++) {
      const a = (hi[t] - Math.imul(hi[t - n], powerHi)) | 0;
      const b = fmix32(((lo[t] - Math.imul(lo[t - n], powerLo)) | 0) + a);
      sink.add(a, b);
    }
  }
}
