import { Mt19937 } from './mt19937.ts';

const PRIME = (1n << 61n) - 1n;
const MASK_61 = PRIME;
/** The upper half of 2^61 - 1. */
const PRIME_HIGH = 0x1fffffff;

/**
 * MinHash as the Python package datasketch defines it: value j is the minimum over the elements of
 * ((a_j h + b_j mod 2^64) mod 2^61 - 1) mod 2^32, where h is a 32-bit hash of the element (its default: the first four bytes of the SHA-1, little-endian) and the
 * pairs (a_j, b_j) come from numpy's `RandomState(seed).randint`. Signatures equal those that it computes.
 */
export class DatasketchHasher {
  readonly size: number;
  readonly #a: Uint32Array;
  readonly #b: Uint32Array;

  /** `size`: values of a signature. `seed`: 0 to 2^32 - 1, default 1. */
  constructor(size: number, seed = 1) {
    this.size = size;
    this.#a = new Uint32Array(2 * size);
    this.#b = new Uint32Array(2 * size);
    const generator = new Mt19937(seed);
    for (let j = 0; j < size; j++) {
      put(this.#a, j, randint(generator, 1n));
      put(this.#b, j, randint(generator, 0n));
    }
  }

  /** The signature of the elements with these 32-bit hashes; all 2^32 - 1 for none. */
  sign(hashes: Uint32Array): Uint32Array {
    const out = new Uint32Array(this.size).fill(0xffffffff);
    for (let j = 0; j < this.size; j++) {
      for (let i = 0; i < hashes.length; i++) {
        const value = this.#permute(hashes[i], j);
        if (value < out[j]) out[j] = value;
      }
    }
    return out;
  }

  /** Sixteen-bit limbs, because a product of two 32-bit numbers has no exact place in a double. */
  #permute(h: number, j: number): number {
    const aLow = this.#a[2 * j];
    const h0 = h & 0xffff;
    const h1 = h >>> 16;
    const a0 = aLow & 0xffff;
    const a1 = aLow >>> 16;
    const low = a0 * h0;
    const middle = a1 * h0 + Math.floor(low / 65536);
    const cross = (middle % 65536) + a0 * h1;
    let lo = (cross % 65536) * 65536 + (low & 0xffff);
    let carry = Math.floor(middle / 65536) + Math.floor(cross / 65536) + a1 * h1;
    lo += this.#b[2 * j];
    if (lo >= 4294967296) {
      lo -= 4294967296;
      carry += 1;
    }
    const hi = (Math.imul(this.#a[2 * j + 1], h) + carry + this.#b[2 * j + 1]) >>> 0;
    return lowOfRemainder(hi, lo);
  }
}

/** Low 32 bits of (2^32 hi + lo) mod 2^61 - 1. */
function lowOfRemainder(hi: number, lo: number): number {
  let low = lo + (hi >>> 29);
  let high = hi & PRIME_HIGH;
  if (low >= 4294967296) {
    low -= 4294967296;
    high += 1;
  }
  // At most one more subtraction: the sum is below 2^61 + 7.
  if (high > PRIME_HIGH || (high === PRIME_HIGH && low === 0xffffffff)) return (low + 1) >>> 0;
  return low;
}

/** Uniform on [least, 2^61 - 1) as numpy draws it: masked, and drawn again where it is too large. */
function randint(generator: Mt19937, least: bigint): bigint {
  const range = PRIME - 1n - least;
  let value = generator.uint64() & MASK_61;
  while (value > range) value = generator.uint64() & MASK_61;
  return value + least;
}

function put(pairs: Uint32Array, j: number, value: bigint): void {
  pairs[2 * j] = Number(value & 0xffffffffn);
  pairs[2 * j + 1] = Number(value >> 32n);
}
