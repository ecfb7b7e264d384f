import { mulHigh } from './int64.ts';

/**
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): ten rounds over a counter of
 * four 32-bit words under a key of two. Writes the four words of the result into `out`, unsigned.
 */
export function philox(c: ArrayLike<number>, k0: number, k1: number, out: Uint32Array): void {
  let a = c[0] | 0;
  let b = c[1] | 0;
  let d = c[2] | 0;
  let e = c[3] | 0;
  let p = k0 | 0;
  let q = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const lowA = Math.imul(a, M0);
    const highA = mulHigh(a, M0);
    const lowD = Math.imul(d, M1);
    const highD = mulHigh(d, M1);
    a = highD ^ b ^ p;
    b = lowD;
    d = highA ^ e ^ q;
    e = lowA;
    p = (p + W0) | 0;
    q = (q + W1) | 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = d;
  out[3] = e;
}

const M0 = 0xd2511f53 | 0;
const M1 = 0xcd9e8d57 | 0;
const W0 = 0x9e3779b9 | 0;
const W1 = 0xbb67ae85 | 0;
