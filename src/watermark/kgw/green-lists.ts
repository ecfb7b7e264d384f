import { ascending, randperm } from '../prf/torch-random.ts';

/** Memory that lists may take, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The green lists of a vocabulary by the seed of PyTorch's generator: the first floor(gamma V) of a permutation. A list takes V / 8
 * bytes; those that were not asked for longest go once they take more than `mostBytes` together.
 */
export class GreenLists {
  /** Tokens that are green under every seed. */
  readonly green: number;
  readonly vocabulary: number;
  readonly #lists = new Map<number, Uint32Array>();
  readonly #most: number;
  readonly #identity: Int32Array<ArrayBuffer>;
  readonly #scratch: Int32Array<ArrayBuffer>;
  #newest: Uint32Array | undefined;
  #newestSeed = -1;

  constructor(vocabulary: number, gamma: number, mostBytes = MOST_BYTES) {
    this.vocabulary = vocabulary;
    this.green = Math.trunc(vocabulary * gamma);
    this.#most = Math.max(1, Math.floor((mostBytes * 8) / vocabulary));
    this.#identity = ascending(vocabulary);
    this.#scratch = new Int32Array(vocabulary);
  }

  /** Lists that are held now. */
  get held(): number {
    return this.#lists.size;
  }

  /** Whether `token` is green under `seed`, a word of 32 bits. Tokens beyond the vocabulary are not. */
  has(seed: number, token: number): boolean {
    if (token >= this.vocabulary) return false;
    return ((this.#list(seed)[token >>> 5] >>> (token & 31)) & 1) === 1;
  }

  #list(seed: number): Uint32Array {
    if (seed === this.#newestSeed) return this.#newest!;
    const list = this.#lists.get(seed) ?? this.#draw(seed);
    // A map keeps the order of insertion: the first key is the one that was asked for longest ago.
    this.#lists.delete(seed);
    this.#lists.set(seed, list);
    if (this.#lists.size > this.#most) this.#lists.delete(this.#lists.keys().next().value!);
    this.#newest = list;
    this.#newestSeed = seed;
    return list;
  }

  #draw(seed: number): Uint32Array {
    const bits = new Uint32Array((this.vocabulary + 31) >>> 5);
    const ids = randperm(this.vocabulary, seed, this.green, this.#identity, this.#scratch);
    for (let i = 0; i < ids.length; i++) bits[ids[i] >>> 5] |= 1 << (ids[i] & 31);
    return bits;
  }
}
