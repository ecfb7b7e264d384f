import { TorchPermutation } from '../prf/torch-random.ts';

/** Memory that lists may take, in bytes. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Seeds that were asked for once and are remembered for it. */
const MOST_ONCE = 65536;

/**
 * The green lists of a vocabulary by the seed of PyTorch's generator: the first floor(gamma V) of a permutation. A seed that comes for the first
 * time is answered for the one token that is asked for; when it comes again its list is drawn and kept, in V / 8 bytes. Lists that were
 * not asked for longest go once all take more than `mostBytes`.
 */
export class GreenLists {
  /** Tokens that are green under every seed. */
  readonly green: number;
  readonly vocabulary: number;
  readonly #permutation: TorchPermutation;
  readonly #lists = new Map<number, Uint32Array>();
  readonly #once = new Set<number>();
  readonly #most: number;

  constructor(vocabulary: number, gamma: number, mostBytes = MOST_BYTES) {
    this.vocabulary = vocabulary;
    this.green = Math.trunc(vocabulary * gamma);
    this.#most = Math.max(1, Math.floor((mostBytes * 8) / vocabulary));
    this.#permutation = new TorchPermutation(vocabulary);
  }

  /** Lists that are held now. */
  get held(): number {
    return this.#lists.size;
  }

  /** Whether `token` is green under `seed`, a word of 32 bits. Tokens beyond the vocabulary are not. */
  has(seed: number, token: number): boolean {
    if (token >= this.vocabulary) return false;
    const list = this.#lists.get(seed);
    if (list !== undefined) return bitAt(this.#renewed(seed, list), token);
    if (this.#once.delete(seed)) return bitAt(this.list(seed), token);
    if (this.#once.size >= MOST_ONCE) this.#once.clear();
    this.#once.add(seed);
    return this.#permutation.holds(token, this.green, seed);
  }

  /** The list of `seed`: a bit a token, from the lowest of the first word on. */
  list(seed: number): Uint32Array {
    return this.#renewed(seed, this.#lists.get(seed) ?? this.#draw(seed));
  }

  /** A map keeps the order of insertion: its first key is the one that was asked for longest ago. */
  #renewed(seed: number, list: Uint32Array): Uint32Array {
    this.#lists.delete(seed);
    this.#lists.set(seed, list);
    if (this.#lists.size > this.#most) this.#lists.delete(this.#lists.keys().next().value!);
    return list;
  }

  #draw(seed: number): Uint32Array {
    const bits = new Uint32Array((this.vocabulary + 31) >>> 5);
    const ids = this.#permutation.first(this.green, seed);
    for (let i = 0; i < ids.length; i++) bits[ids[i] >>> 5] |= 1 << (ids[i] & 31);
    return bits;
  }
}

/** Whether the bit of `token` is set. */
export function bitAt(list: Uint32Array, token: number): boolean {
  return ((list[token >>> 5] >>> (token & 31)) & 1) === 1;
}
