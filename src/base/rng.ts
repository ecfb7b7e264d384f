import { fmix32, hashText } from './hash.ts';

/**
 * A seeded, splittable generator: xoshiro128** 1.1 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number
 * generators"), seeded through a hash of the seed's text. It is the only source of randomness; nothing draws from a
 * global one. `split(label)` gives an independent stream that does not depend on how much was drawn before.
 */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  readonly #key: string;
  #spare: number | undefined;

  constructor(seed: number | string) {
    this.#key = String(seed);
    const one = hashText(this.#key, 'rng-1');
    const two = hashText(this.#key, 'rng-2');
    this.#a = one.hi | 0;
    this.#b = one.lo | 0;
    this.#c = two.hi | 0;
    this.#d = two.lo | 0 || fmix32(one.hi) | 1;
  }

  /** An independent stream named `label`. */
  split(label: number | string): Rng {
    return new Rng(`${this.#key}/${label}`);
  }

  /** Uniform on the integers 0 to 2^32 - 1. */
  uint32(): number {
    const scrambled = Math.imul(this.#b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  next(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform on the integers 0 to `n` - 1, without bias. `n` from 1 to 2^32. */
  int(n: number): number {
    const limit = 4294967296 - (4294967296 % n);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % n;
  }

  /** Standard normal (Marsaglia's polar method). */
  normal(): number {
    if (this.#spare !== undefined) {
      const kept = this.#spare;
      this.#spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const s = x * x + y * y;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        this.#spare = y * scale;
        return x * scale;
      }
    }
  }

  /** Shuffles `items` in place (Fisher and Yates). */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const kept = items[i];
      items[i] = items[j];
      items[j] = kept;
    }
    return items;
  }
}
