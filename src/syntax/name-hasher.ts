import { BYTE_HI, BYTE_LO, fmix32, hashText, SEED_HI, SEED_LO } from '../base/hash.ts';

/** Parts of a name that are kept: what stands before them is left out. */
const MOST_PARTS = 32;
const DOT = 46;

/**
 * Hashes names that stand in a source part by part. The hash is `hashText` of the prefix and the parts joined by dots; where
 * all of it is ASCII, no string is made.
 */
export class NameHasher {
  /** Lanes of the last hash, signed. */
  hi = 0;
  lo = 0;
  readonly #from = new Uint32Array(MOST_PARTS);
  readonly #to = new Uint32Array(MOST_PARTS);
  #parts = 0;
  #h = 0;
  #l = 0;
  #length = 0;

  get parts(): number {
    return this.#parts;
  }

  clear(): void {
    this.#parts = 0;
  }

  /** Adds the part in [from, to). */
  add(from: number, to: number): void {
    if (this.#parts === MOST_PARTS) {
      this.#from.copyWithin(0, 1);
      this.#to.copyWithin(0, 1);
      this.#parts--;
    }
    this.#from[this.#parts] = from;
    this.#to[this.#parts++] = to;
  }

  /** Sets `hi` and `lo` by the parts that were added. */
  hash(source: string, prefix = ''): void {
    this.#h = SEED_HI;
    this.#l = SEED_LO;
    this.#length = 0;
    this.#run(prefix, 0, prefix.length);
    for (let k = 0; k < this.#parts; k++) {
      if (k > 0) this.#unit(DOT);
      if (this.#run(source, this.#from[k], this.#to[k])) continue;
      const whole = hashText(this.text(source, prefix));
      this.hi = whole.hi | 0;
      this.lo = whole.lo | 0;
      return;
    }
    this.hi = fmix32(this.#h ^ this.#length);
    this.lo = fmix32(this.#l + this.hi);
  }

  /** The name that is hashed. */
  text(source: string, prefix = ''): string {
    const parts = Array.from({ length: this.#parts }, (_, k) => source.slice(this.#from[k], this.#to[k]));
    return prefix + parts.join('.');
  }

  /** False where a unit is not ASCII. */
  #run(source: string, from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const unit = source.charCodeAt(i);
      if (unit > 127) return false;
      this.#unit(unit);
    }
    return true;
  }

  #unit(unit: number): void {
    this.#h = Math.imul(this.#h ^ unit, BYTE_HI);
    this.#l = Math.imul(this.#l ^ unit, BYTE_LO) ^ (this.#l >>> 15);
    this.#length++;
  }
}
