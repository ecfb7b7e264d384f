import type { Sketch } from './sketch.ts';

/** Sub-buckets of a power of two: values below 256 are exact, larger ones within 1/128 of their size. */
const SUB_BITS = 7;
const EXACT = 1 << (SUB_BITS + 1);

/** Bucket of a non-negative integer below 2^31. Integer arithmetic only, so that every platform agrees. */
export function bucketOf(value: number): number {
  if (value < EXACT) return value;
  const exponent = 31 - Math.clz32(value);
  const shift = exponent - SUB_BITS;
  return (shift << SUB_BITS) + (value >>> shift);
}

/** Smallest value of a bucket. */
export function bucketFloor(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const shift = (bucket >>> SUB_BITS) - 1;
  return ((bucket & ((1 << SUB_BITS) - 1)) | (1 << SUB_BITS)) * 2 ** shift;
}

/** Number of integers in a bucket. */
export function bucketWidth(bucket: number): number {
  return bucket < EXACT ? 1 : 2 ** ((bucket >>> SUB_BITS) - 1);
}

/**
 * Counts of non-negative integers in buckets of bounded relative width, in the manner of the high dynamic range histogram
 * (Tene). Counts are integers, so that merging is exact in any order.
 */
export class Histogram implements Sketch<Histogram> {
  #counts: Float64Array;
  #total = 0;

  constructor(counts = new Float64Array(16)) {
    this.#counts = counts;
    for (const n of counts) this.#total += n;
  }

  get total(): number {
    return this.#total;
  }

  /** Counts `value`, an integer from 0 to 2^31 - 1, `times` times. */
  add(value: number, times = 1): void {
    const bucket = bucketOf(value);
    if (bucket >= this.#counts.length) {
      const wider = new Float64Array(Math.max(bucket + 1, this.#counts.length * 2));
      wider.set(this.#counts);
      this.#counts = wider;
    }
    this.#counts[bucket] += times;
    this.#total += times;
  }

  merge(other: Histogram): Histogram {
    const long = this.#counts.length >= other.#counts.length ? this.#counts : other.#counts;
    const short = long === this.#counts ? other.#counts : this.#counts;
    const sum = long.slice();
    for (let b = 0; b < short.length; b++) sum[b] += short[b];
    return new Histogram(sum);
  }

  /** This histogram without the counts of `part`, which it contains. */
  without(part: Histogram): Histogram {
    const left = this.#counts.slice();
    for (let b = 0; b < Math.min(left.length, part.#counts.length); b++) left[b] -= part.#counts[b];
    return new Histogram(left);
  }

  /** The filled buckets, lowest first, as [bucket, count]. */
  *filled(): Generator<[bucket: number, count: number]> {
    for (let b = 0; b < this.#counts.length; b++) if (this.#counts[b] !== 0) yield [b, this.#counts[b]];
  }
}
