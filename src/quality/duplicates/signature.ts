import type { Hash64 } from '../../base/hash.ts';
import { MinHasher } from '../../sketch/minhash.ts';
import type { TokenBuffer } from '../../text/tokenizer.ts';
import { DEFAULT_NEAR, type NearSettings, requireNearSettings } from './settings.ts';
import { Shingler } from './shingles.ts';

/** What a text is compared by. */
export interface Signature {
  /** Hash of the token sequence: texts that differ in nothing but case, typographic quotes and white space share it. */
  readonly exact: Hash64;
  /** Shingles of the text, repeats included. Without any (no word in it) a text has no near-duplicates, only exact ones. */
  readonly shingles: number;
  /** `bands * rows` values (`sketch/minhash.ts`). */
  readonly values: Uint32Array;
}

/** Makes signatures under one setting. Throws `E_PARAMETER` for settings out of bounds. */
export class Signer {
  readonly settings: NearSettings;
  readonly #shingler: Shingler;
  readonly #hasher: MinHasher;

  constructor(settings: NearSettings = DEFAULT_NEAR) {
    requireNearSettings(settings);
    this.settings = settings;
    this.#shingler = new Shingler(settings);
    this.#hasher = new MinHasher(settings.bands * settings.rows);
  }

  /** `values`: where to put the values; a new array by default. `constructs`: of source code, where they are the unit. */
  sign(text: string, values?: Uint32Array, constructs?: Iterable<TokenBuffer>): Signature {
    const shingles = this.#shingler.run(text, constructs);
    const { hi, lo, length, exactHi, exactLo } = shingles;
    return {
      exact: { hi: exactHi, lo: exactLo },
      shingles: length,
      values: this.#hasher.sign(hi, lo, length, values),
    };
  }
}

/** The signature of one text; for many, a `Signer` is quicker. */
export function signatureOf(text: string, settings: NearSettings = DEFAULT_NEAR): Signature {
  return new Signer(settings).sign(text);
}
