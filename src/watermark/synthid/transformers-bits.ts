import { randomBits } from '../prf/torch-random.ts';
import type { SynthIdBits } from './bits.ts';

/** Entries of the table that holds the bits. */
const TABLE_SIZE = 65536;
/** The low half-word of 6364136223846793005: what is looked up has 16 bits, and those depend on no higher ones. */
const MULTIPLIER = 0x7f2d;

/**
 * The bits of Transformers' `SynthIDTextWatermarkLogitsProcessor`: the hash of n-gram and key starts at 1, its remainder by 65,536 picks a bit of a
 * table that PyTorch draws on the CPU under `tableSeed`.
 */
export class TransformersBits implements SynthIdBits {
  readonly depth: number;
  readonly share: number;
  readonly #table: Uint8Array;
  readonly #keys: Int32Array;
  #context = 0;

  constructor(keys: readonly bigint[], tableSeed = 0) {
    this.#keys = Int32Array.from(keys, (key) => Number(BigInt.asUintN(16, key)));
    this.#table = randomBits(TABLE_SIZE, tableSeed);
    this.depth = keys.length;
    this.share = this.#table.reduce((sum, bit) => sum + bit, 0) / TABLE_SIZE;
  }

  seek(tokens: ArrayLike<number>, end: number, width: number): void {
    let hash = 1;
    for (let i = end - width; i < end; i++) hash = step(hash, i < 0 ? 0 : tokens[i]);
    this.#context = hash;
  }

  write(token: number, bits: Uint8Array): void {
    const ngram = step(this.#context, token);
    for (let layer = 0; layer < this.depth; layer++) {
      bits[layer] = this.#table[step(ngram, this.#keys[layer]) & 0xffff];
    }
  }
}

function step(hash: number, x: number): number {
  return (Math.imul(hash + x, MULTIPLIER) + 1) | 0;
}
