import { halves, mulHigh } from '../prf/int64.ts';

/** 6364136223846793005, the multiplier of newlib and musl. */
const HIGH = 0x5851f42d;
const LOW = 0x4c957f2d | 0;

/** h <- (h + x) * 6364136223846793005 + 1, in wrapping 64-bit arithmetic. */
export class Lcg64 {
  high = 0;
  low = 0;

  set(high: number, low: number): void {
    this.high = high;
    this.low = low;
  }

  /** Takes in x, given as its halves. */
  take(xHigh: number, xLow: number): void {
    const low = (this.low + xLow) | 0;
    const high = (this.high + xHigh + (low >>> 0 < this.low >>> 0 ? 1 : 0)) | 0;
    const product = Math.imul(low, LOW);
    this.low = (product + 1) | 0;
    this.high =
      (mulHigh(low, LOW) + Math.imul(low, HIGH) + Math.imul(high, LOW) + (this.low === 0 ? 1 : 0)) | 0;
  }

  /** Takes in a token id. */
  takeToken(token: number): void {
    this.take(0, token);
  }
}

/** The hash of `numbers` from `start`, as a signed integer of 64 bits. */
export function hashNumbers(start: bigint, numbers: readonly bigint[]): bigint {
  const lcg = new Lcg64();
  const { high, low } = halves(start);
  lcg.set(high, low);
  for (const number of numbers) {
    const x = halves(number);
    lcg.take(x.high, x.low);
  }
  return (BigInt(lcg.high) << 32n) | BigInt(lcg.low >>> 0);
}
