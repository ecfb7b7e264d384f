import { createHash } from 'node:crypto';
import { halves, mulHigh } from '../prf/int64.ts';
import type { SynthIdBits } from './bits.ts';
import { Lcg64 } from './lcg.ts';

const ROUNDS = 12;
const HIGH = 0x5851f42d;
const LOW = 0x4c957f2d | 0;

/**
 * The bits of DeepMind's `synthid-text`: the hash of n-gram and key starts at a number that all keys decide, and goes through twelve rounds of
 * the generator with a shift by five; bit 30 counts.
 */
export class DeepMindBits implements SynthIdBits {
  readonly depth: number;
  readonly share = 0.5;
  readonly #start: { readonly high: number; readonly low: number };
  readonly #high: Int32Array;
  readonly #low: Int32Array;
  readonly #h: Int32Array;
  readonly #l: Int32Array;
  readonly #hash = new Lcg64();
  #contextHigh = 0;
  #contextLow = 0;

  constructor(keys: readonly bigint[]) {
    this.depth = keys.length;
    this.#start = halves(startOf(keys));
    this.#high = Int32Array.from(keys, (key) => halves(key).high);
    this.#low = Int32Array.from(keys, (key) => halves(key).low);
    this.#h = new Int32Array(this.depth);
    this.#l = new Int32Array(this.depth);
  }

  seek(tokens: ArrayLike<number>, end: number, width: number): void {
    const hash = this.#hash;
    hash.set(this.#start.high, this.#start.low);
    for (let i = end - width; i < end; i++) hash.takeToken(i < 0 ? 0 : tokens[i]);
    this.#contextHigh = hash.high;
    this.#contextLow = hash.low;
  }

  write(token: number, bits: Uint8Array): void {
    const hash = this.#hash;
    hash.set(this.#contextHigh, this.#contextLow);
    hash.takeToken(token);
    const { high, low } = hash;
    for (let layer = 0; layer < this.depth; layer++) {
      hash.set(high, low);
      hash.take(this.#high[layer], this.#low[layer]);
      this.#h[layer] = hash.high;
      this.#l[layer] = hash.low;
    }
    whiten(this.#h, this.#l, this.depth);
    for (let layer = 0; layer < this.depth; layer++) bits[layer] = (this.#l[layer] >>> 30) & 1;
  }
}

/** SHA-256 of the keys as little-endian 64-bit integers, read as one big-endian integer, modulo 2^63 - 1. */
export function startOf(keys: readonly bigint[]): bigint {
  const bytes = Buffer.alloc(8 * keys.length);
  for (const [i, key] of keys.entries()) bytes.writeBigInt64LE(BigInt.asIntN(64, key), 8 * i);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return BigInt(`0x${digest}`) % (2n ** 63n - 1n);
}

/**
 * Twelve rounds of h <- ((h + 1) * 6364136223846793005 + 1) >> 5 with the sign kept, on all layers; halves in `high` and `low`. Layer by layer within
 * a round, not round by round within a layer: the steps of a round do not wait for each other.
 */
function whiten(high: Int32Array, low: Int32Array, depth: number): void {
  for (let round = 0; round < ROUNDS; round++) {
    for (let layer = 0; layer < depth; layer++) {
      const l = (low[layer] + 1) | 0;
      const h = l === 0 ? high[layer] + 1 : high[layer];
      const product = (Math.imul(l, LOW) + 1) | 0;
      const carry = product === 0 ? 1 : 0;
      const upper = (mulHigh(l, LOW) + Math.imul(l, HIGH) + Math.imul(h, LOW) + carry) | 0;
      low[layer] = (product >>> 5) | (upper << 27);
      high[layer] = upper >> 5;
    }
  }
}
