import { fmix32, WINDOW_HI, WINDOW_LO } from '../../base/hash.ts';
import { pieces, type TokenBuffer, Tokenizer } from '../../text/tokenizer.ts';
import { PrefixPolynomials, power32 } from '../../text/windows.ts';
import type { NearSettings } from './settings.ts';

/** Hash lanes of a text's shingles, repeats included. Reused from call to call. */
export interface Shingles {
  hi: Int32Array;
  lo: Int32Array;
  length: number;
  /** Hash of the sequence of all tokens, punctuation included: equal for texts that differ in case and white space alone. */
  exactHi: number;
  exactLo: number;
}

/** Cuts texts into hashed shingles of words or characters. */
export class Shingler {
  readonly #unit: NearSettings['unit'];
  readonly #size: number;
  readonly #tokenizer = new Tokenizer();
  readonly #prefix = new PrefixPolynomials();
  /** Lanes of the units of the text, so far. */
  #hi = new Int32Array(1 << 12);
  #lo = new Int32Array(1 << 12);
  #length = 0;
  readonly #out: Shingles = { hi: this.#hi, lo: this.#lo, length: 0, exactHi: 0, exactLo: 0 };

  constructor({ unit, shingle }: Pick<NearSettings, 'unit' | 'shingle'>) {
    this.#unit = unit;
    this.#size = shingle;
    this.#out.hi = new Int32Array(1 << 12);
    this.#out.lo = new Int32Array(1 << 12);
  }

  /** `constructs`: tokens of source code in pieces, where they are the unit. */
  run(text: string, constructs: Iterable<TokenBuffer> = []): Shingles {
    const out = this.#out;
    this.#length = 0;
    out.exactHi = 0;
    out.exactLo = 0;
    let tokens = 0;
    for (const piece of pieces(text)) {
      const buffer = this.#tokenizer.run(piece);
      this.#exact(buffer);
      if (this.#unit === 'words') this.#words(buffer);
      tokens += buffer.length;
    }
    if (this.#unit === 'characters') this.#characters(text);
    if (this.#unit === 'constructs') for (const buffer of constructs) this.#words(buffer);
    out.exactHi = fmix32(out.exactHi ^ tokens) >>> 0;
    out.exactLo = fmix32(out.exactLo + out.exactHi) >>> 0;
    this.#cut();
    return out;
  }

  #exact({ hi, lo, length }: TokenBuffer): void {
    const out = this.#out;
    let a = out.exactHi;
    let b = out.exactLo;
    for (let i = 0; i < length; i++) {
      a = (Math.imul(a, WINDOW_HI) + hi[i]) | 0;
      b = (Math.imul((b << 15) | (b >>> 17), WINDOW_LO) ^ lo[i]) | 0;
    }
    out.exactHi = a;
    out.exactLo = b;
  }

  #words({ hi, lo, isWord, length }: TokenBuffer): void {
    this.#reserve(this.#length + length);
    const his = this.#hi;
    const los = this.#lo;
    let n = this.#length;
    for (let i = 0; i < length; i++) {
      his[n] = hi[i];
      los[n] = lo[i];
      n += isWord[i];
    }
    this.#length = n;
  }

  #characters(text: string): void {
    this.#reserve(text.length + 1);
    for (let i = 0; i < text.length; i++) {
      const mixed = fmix32(text.charCodeAt(i) + WINDOW_LO);
      this.#hi[i] = mixed;
      this.#lo[i] = fmix32(mixed ^ WINDOW_HI);
    }
    this.#length = text.length;
  }

  /** One entry more than asked, so that a word may be written before it is known to be one. */
  #reserve(length: number): void {
    if (length < this.#hi.length) return;
    this.#hi = widened(this.#hi, length * 2);
    this.#lo = widened(this.#lo, length * 2);
  }

  #cut(): void {
    const out = this.#out;
    const size = Math.min(this.#size, this.#length);
    out.length = size === 0 ? 0 : this.#length - size + 1;
    if (out.length === 0) return;
    if (out.hi.length < out.length) {
      out.hi = new Int32Array(out.length * 2);
      out.lo = new Int32Array(out.length * 2);
    }
    const { hi: his, lo: los } = out;
    const prefix = this.#prefix;
    prefix.fill(this.#hi, this.#lo, this.#length);
    const { hi, lo } = prefix;
    const powerHi = power32(WINDOW_HI, size);
    const powerLo = power32(WINDOW_LO, size);
    for (let t = 0; t < out.length; t++) {
      const a = (hi[t + size] - Math.imul(hi[t], powerHi)) | 0;
      his[t] = a;
      los[t] = fmix32(((lo[t + size] - Math.imul(lo[t], powerLo)) | 0) + a);
    }
  }
}

function widened(lane: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(lane);
  return wider;
}
