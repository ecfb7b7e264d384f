import type { Profile } from '../profile/profile.ts';
import type { SampledExample } from '../sketch/example-sample.ts';

/** The example sample of one profile cut to a given number of tokens, as dense token ids. */
export interface Packed {
  /** Token ids of all examples, one after the other. */
  readonly ids: Uint32Array;
  /** Tokens of example e are [offsets[e], offsets[e + 1]). */
  readonly offsets: Uint32Array;
  readonly blocks: Uint8Array;
  readonly examples: readonly SampledExample[];
  /** Tokens and ends of examples: what the sample weighs. */
  readonly tokens: number;
}

/** Tokens that a profile's sample weighs, ends of examples included. */
export function sampleWeight(profile: Profile): number {
  let weight = 0;
  for (const example of profile.sample.examples) weight += example.tokenHi.length + 1;
  return weight;
}

/** Dense ids for token hashes, given in order of first sight and shared by everything packed with the same dictionary. */
export class Dictionary {
  #size = 0;
  #mask = (1 << 16) - 1;
  #hi = new Int32Array(1 << 16);
  #lo = new Int32Array(1 << 16);
  #id = new Int32Array(1 << 16).fill(-1);

  get size(): number {
    return this.#size;
  }

  intern(hi: number, lo: number): number {
    let slot = (lo ^ (lo >>> 15)) & this.#mask;
    while (this.#id[slot] >= 0) {
      if (this.#hi[slot] === hi && this.#lo[slot] === lo) return this.#id[slot];
      slot = (slot + 1) & this.#mask;
    }
    this.#hi[slot] = hi;
    this.#lo[slot] = lo;
    this.#id[slot] = this.#size++;
    if (this.#size * 2 > this.#mask) this.#widen();
    return this.#size - 1;
  }

  #widen(): void {
    const { hi, lo, id } = { hi: this.#hi, lo: this.#lo, id: this.#id };
    const capacity = (this.#mask + 1) * 2;
    this.#mask = capacity - 1;
    this.#hi = new Int32Array(capacity);
    this.#lo = new Int32Array(capacity);
    this.#id = new Int32Array(capacity).fill(-1);
    for (let s = 0; s < id.length; s++) {
      if (id[s] < 0) continue;
      let slot = (lo[s] ^ (lo[s] >>> 15)) & this.#mask;
      while (this.#id[slot] >= 0) slot = (slot + 1) & this.#mask;
      this.#hi[slot] = hi[s];
      this.#lo[slot] = lo[s];
      this.#id[slot] = id[s];
    }
  }
}

/** The first examples of the sample, in order of hash, that weigh `tokens` together; the last is cut to fit. */
export function pack(profile: Profile, tokens: number, dictionary: Dictionary): Packed {
  const chosen: SampledExample[] = [];
  const lengths: number[] = [];
  let weight = 0;
  for (const example of profile.sample.examples) {
    if (weight >= tokens) break;
    const length = Math.min(example.tokenHi.length, tokens - weight - 1);
    chosen.push(example);
    lengths.push(length);
    weight += length + 1;
  }
  const ids = new Uint32Array(weight - chosen.length);
  const offsets = new Uint32Array(chosen.length + 1);
  let at = 0;
  chosen.forEach((example, e) => {
    for (let i = 0; i < lengths[e]; i++)
      ids[at++] = dictionary.intern(example.tokenHi[i], example.tokenLo[i]);
    offsets[e + 1] = at;
  });
  return { ids, offsets, blocks: Uint8Array.from(chosen, (e) => e.block), examples: chosen, tokens: weight };
}
