import { OutcrossError } from '../../base/errors.ts';
import { HASH_ID } from '../../base/hash.ts';
import { MINHASH_ID } from '../../sketch/minhash.ts';
import { bandKeys } from '../../sketch/minhash-bands.ts';
import { equalLanes, laneBytes, similarityOfLanes } from '../../sketch/minhash-lanes.ts';
import { TOKENIZER_ID } from '../../text/tokenizer.ts';
import { Doubling } from './doubling.ts';
import type { Fingerprint } from './fingerprint.ts';
import { KeyTable } from './key-table.ts';
import { DEFAULT_NEAR, leastLanes, type NearSettings, requireNearSettings } from './settings.ts';
import type { Signature } from './signature.ts';
import { StringColumn } from './string-column.ts';

/** What signatures of an index were made with; signatures made otherwise mean nothing to it. */
export const SIGNATURE_ID = `${MINHASH_ID} ${TOKENIZER_ID} ${HASH_ID}`;

/** The entry of an index that is nearest to a text. */
export interface Near {
  readonly id: string;
  /** Estimated Jaccard similarity of the shingles, 0 to 1; 1 where the texts are exact duplicates. */
  readonly similarity: number;
  readonly exact: boolean;
}

/**
 * Entries that are looked at in one band: who shares a band with more entries than that is held against the first. Only entries that
 * share a band and are not alike can fill it.
 */
const LOOKED_AT = 1000;

/**
 * Texts to hold others against, such as a frozen holdout: finds the near-duplicates of a text among them. About 230 bytes an
 * entry and its id, and half as much again for lookup; in bytes by `near-index-codec.ts`. Equal entries in equal order give
 * an equal index.
 */
export class NearIndex {
  readonly settings: NearSettings;
  readonly ids: StringColumn;
  /** Exact hashes as pairs (hi, lo). */
  readonly exact: Doubling;
  /** `2 * bands` numbers an entry. */
  readonly keys: Doubling;
  /** `bands * rows` bytes an entry. */
  readonly lanes: Doubling<Uint8Array>;
  readonly #exactTable = new KeyTable();
  readonly #bandTables: KeyTable[];
  readonly #query: Uint8Array;
  #length = 0;

  /** Throws `E_PARAMETER`. */
  constructor(settings: NearSettings = DEFAULT_NEAR) {
    requireNearSettings(settings);
    this.settings = settings;
    this.ids = new StringColumn();
    this.exact = new Doubling(new Uint32Array(2 << 8));
    this.keys = new Doubling(new Uint32Array(2 * settings.bands));
    this.lanes = new Doubling(new Uint8Array(settings.bands * settings.rows));
    this.#bandTables = Array.from({ length: settings.bands }, () => new KeyTable());
    this.#query = new Uint8Array(settings.bands * settings.rows);
  }

  get length(): number {
    return this.#length;
  }

  /** Throws `E_PARAMETER` for a signature of another size. */
  add(id: string, { exact, shingles, values }: Signature): void {
    this.#requireSize(values);
    const keys = shingles === 0 ? undefined : bandKeys(values, this.settings);
    this.ids.add(id);
    this.#put(exact.hi, exact.lo, keys, laneBytes(values, this.#query));
  }

  /** `add` by what a signature becomes at rest: the hashes of its bands, none where it has no shingles, and its bytes. */
  addAtRest({ id, exactHi, exactLo, near, keys, lanes }: Fingerprint): void {
    this.ids.addBytes(id);
    this.#put(exactHi, exactLo, near ? keys : undefined, lanes);
  }

  #put(hi: number, lo: number, keys: Uint32Array | undefined, lanes: Uint8Array): void {
    const entry = this.#length;
    const width = 2 * this.settings.bands;
    const size = this.#query.length;
    const allKeys = this.keys.room(width * (entry + 1));
    if (keys !== undefined) allKeys.set(keys, width * entry);
    this.lanes.room(size * (entry + 1)).set(lanes, size * entry);
    const hashes = this.exact.room(2 * (entry + 1));
    hashes[2 * entry] = hi;
    hashes[2 * entry + 1] = lo;
    this.link(keys !== undefined);
  }

  /** Makes the entry that the columns hold next findable; `near` where it has shingles. For the codec. */
  link(near: boolean): void {
    const { bands } = this.settings;
    const entry = this.#length++;
    this.#exactTable.add(entry, this.exact.values[2 * entry], this.exact.values[2 * entry + 1]);
    const keys = this.keys.values;
    for (let band = 0, at = 2 * bands * entry; near && band < bands; band++, at += 2) {
      this.#bandTables[band].add(entry, keys[at + 1], keys[at]);
    }
  }

  /**
   * The entry nearest to a text: an exact duplicate, else the one of highest estimated similarity among those that share a
   * band and reach the threshold; of equals the first. Undefined where there is none. Throws `E_PARAMETER` for a signature of
   * another size.
   */
  nearest({ exact, shingles, values }: Signature): Near | undefined {
    this.#requireSize(values);
    const keys = shingles === 0 ? undefined : bandKeys(values, this.settings);
    return this.#nearest(exact.hi, exact.lo, keys, laneBytes(values, this.#query));
  }

  /** `nearest` by what a signature becomes at rest. */
  nearestAtRest({ exactHi, exactLo, near, keys, lanes }: Fingerprint): Near | undefined {
    return this.#nearest(exactHi, exactLo, near ? keys : undefined, lanes);
  }

  #nearest(hi: number, lo: number, keys: Uint32Array | undefined, lanes: Uint8Array): Near | undefined {
    const same = this.#exactTable.first(hi, lo);
    if (same >= 0) return { id: this.ids.at(same), similarity: 1, exact: true };
    if (keys === undefined) return undefined;
    const size = this.#query.length;
    let best = -1;
    let most = Math.max(0, leastLanes(this.settings) - 1);
    for (let band = 0; band < this.settings.bands; band++) {
      const table = this.#bandTables[band];
      let entry = table.first(keys[2 * band + 1], keys[2 * band]);
      for (let looked = 0; entry >= 0 && looked < LOOKED_AT && most < size; looked++) {
        const equal = equalLanes(lanes, 0, this.lanes.values, size * entry, size);
        if (equal > most || (equal === most && best > entry)) {
          most = equal;
          best = entry;
        }
        entry = table.next(entry);
      }
    }
    if (best < 0) return undefined;
    return { id: this.ids.at(best), similarity: similarityOfLanes(most, size), exact: false };
  }

  #requireSize(values: Uint32Array): void {
    const size = this.settings.bands * this.settings.rows;
    if (values.length === size) return;
    throw new OutcrossError(
      'E_PARAMETER',
      `a signature of ${values.length} values meets an index of ${size}`,
    );
  }
}
