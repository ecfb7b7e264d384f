import { Mt19937 } from '../../sketch/mt19937.ts';

/**
 * PyTorch's `randperm(n)` on the CPU: a Fisher-Yates shuffle with remainders of MT19937's words, under seeds of which the low 32 bits count.
 */
export class TorchPermutation {
  readonly #n: number;
  /** 1 / (n - i): a product and a correction take the place of each division, of which a permutation has one an item. */
  readonly #inverse: Float64Array;
  readonly #identity: Int32Array;
  readonly #items: Int32Array;

  constructor(n: number) {
    this.#n = n;
    this.#inverse = Float64Array.from({ length: n }, (_, i) => 1 / (n - i));
    this.#identity = Int32Array.from({ length: n }, (_, i) => i);
    this.#items = new Int32Array(n);
  }

  /** The first `count` items; valid until the next call. */
  first(count: number, seed: number): Int32Array {
    const items = this.#items;
    items.set(this.#identity);
    const generator = new Mt19937(seed);
    const last = Math.min(count, this.#n - 1);
    for (let i = 0; i < last; i++) {
      const j = i + this.#remainder(generator.uint32(), i);
      const kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
    return items.subarray(0, count);
  }

  /** Whether `item` is among the first `count`: only its own way through the swaps is followed. */
  holds(item: number, count: number, seed: number): boolean {
    if (item >= this.#n) return false;
    const generator = new Mt19937(seed);
    const last = Math.min(count, this.#n - 1);
    let at = item;
    for (let i = 0; i < last; i++) {
      const j = i + this.#remainder(generator.uint32(), i);
      // What is swapped to place i stays there.
      if (at === j) return true;
      if (at === i) at = j;
    }
    return at < count;
  }

  /** `word` % (n - i). */
  #remainder(word: number, i: number): number {
    const divisor = this.#n - i;
    const rest = word - Math.floor(word * this.#inverse[i]) * divisor;
    // The quotient may be one off, since the inverse is rounded.
    if (rest < 0) return rest + divisor;
    return rest < divisor ? rest : rest - divisor;
  }
}

/** The permutation of 0 to `n` - 1 under a seed. */
export function randperm(n: number, seed: number): Int32Array {
  return new TorchPermutation(n).first(n, seed);
}

/** `size` draws of PyTorch's `randint(0, 2)` on the CPU under a seed of 32 bits. */
export function randomBits(size: number, seed: number): Uint8Array {
  const generator = new Mt19937(seed);
  return new Uint8Array(size).map(() => generator.uint32() & 1);
}
