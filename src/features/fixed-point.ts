/**
 * Sums of products of numbers that are exact, so that neither order nor grouping leaves a trace. A vector is rounded to a grid: the
 * exponent of its largest number, rounded up to a multiple of 8, is its class; its numbers become integers of at most
 * 20 bits in units of 2^(class - 20). Vectors of one class are summed together, whole numbers only.
 */
export const GRID_BITS = 20;

/** Classes are multiples of this. */
const CLASS_STEP = 8;

/** Numbers below 2^-32 count as 0, numbers from 2^64 on are refused by readers. */
export const LOWEST_CLASS = -32;
export const HIGHEST_CLASS = 64;

/** The class of a vector: the least multiple of 8, from -32 on, such that all its numbers are at most 2^class. */
export function classOf(vector: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]));
  let exponent = LOWEST_CLASS;
  while (largest > 2 ** exponent && exponent < HIGHEST_CLASS) exponent += CLASS_STEP;
  return exponent;
}

/** What one unit of the grid of a class stands for. */
export function gridOf(exponent: number): number {
  return 2 ** (exponent - GRID_BITS);
}

/** Rounds a vector to the grid of its class, halves up; `out` gets the integers. */
export function toGrid(vector: ArrayLike<number>, exponent: number, out: Float64Array, at = 0): void {
  const scale = 2 ** (GRID_BITS - exponent);
  for (let i = 0; i < vector.length; i++) out[at + i] = Math.floor(vector[i] * scale + 0.5);
}

const LIMB = 2 ** 48;

/** Signed integers far beyond 2^53, each `high * 2^48 + low` with `0 <= low < 2^48`: equal sums have equal limbs. */
export class WideSums {
  readonly high: Float64Array;
  readonly low: Float64Array;

  constructor(length: number) {
    this.high = new Float64Array(length);
    this.low = new Float64Array(length);
  }

  get length(): number {
    return this.high.length;
  }

  /** Adds an integer, below 2^53 in size, to sum `i`. */
  add(i: number, value: number): void {
    const carried = Math.floor(value / LIMB);
    this.#settle(i, this.high[i] + carried, this.low[i] + (value - carried * LIMB));
  }

  merge(other: WideSums): WideSums {
    const sum = new WideSums(this.length);
    for (let i = 0; i < this.length; i++)
      sum.#settle(i, this.high[i] + other.high[i], this.low[i] + other.low[i]);
    return sum;
  }

  /** The nearest double of sum `i`, to one rounding. */
  value(i: number): number {
    return this.high[i] * LIMB + this.low[i];
  }

  copy(): WideSums {
    const copy = new WideSums(this.length);
    copy.high.set(this.high);
    copy.low.set(this.low);
    return copy;
  }

  #settle(i: number, high: number, low: number): void {
    const over = low >= LIMB;
    this.high[i] = over ? high + 1 : high;
    this.low[i] = over ? low - LIMB : low;
  }
}
