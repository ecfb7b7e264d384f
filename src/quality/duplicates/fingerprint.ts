import { type Example, ORIGINS } from '../../corpus/example.ts';
import { bandKeys } from '../../sketch/minhash-bands.ts';
import { laneBytes } from '../../sketch/minhash-lanes.ts';
import type { NearSettings } from './settings.ts';
import type { Signature } from './signature.ts';

/** What is kept of an example for de-duplication. */
export interface Fingerprint {
  /** UTF-8. */
  id: Uint8Array;
  /** Index into `ORIGINS`. */
  origin: number;
  /** -1 where it is not known. */
  generation: number;
  /** UTF-16 units of the text. */
  length: number;
  exactHi: number;
  exactLo: number;
  /** False where the text has no shingles: it has exact duplicates only. */
  near: boolean;
  /** Hashes of the bands, pairs (lo, hi). */
  readonly keys: Uint32Array;
  /** A byte for each value of the signature. */
  readonly lanes: Uint8Array;
  /** Whatever else goes with it. */
  extra: Uint8Array;
}

const NUMBERS = 6;
/** Later generations count as this one. */
const LAST_GENERATION = 0x7fffffff;
const UNKNOWN = ORIGINS.indexOf('unknown');
const NOTHING = new Uint8Array(0);

/** Fingerprints as bytes and back, for examples under one setting. Bytes are of this platform's order: they go from thread to thread. */
export class FingerprintCodec {
  readonly #settings: NearSettings;
  readonly #encoder = new TextEncoder();
  /** Numbers and keys, aligned, over the first bytes of `#head`. */
  readonly #head: Uint8Array;
  readonly #numbers: Uint32Array;
  readonly #fingerprint: Fingerprint;

  constructor(settings: NearSettings) {
    this.#settings = settings;
    const { bands, rows } = settings;
    const words = NUMBERS + 2 * bands;
    const buffer = new ArrayBuffer(4 * words + bands * rows);
    this.#head = new Uint8Array(buffer);
    this.#numbers = new Uint32Array(buffer, 0, NUMBERS);
    this.#fingerprint = {
      id: NOTHING,
      origin: UNKNOWN,
      generation: -1,
      length: 0,
      exactHi: 0,
      exactLo: 0,
      near: false,
      keys: new Uint32Array(buffer, 4 * NUMBERS, 2 * bands),
      lanes: new Uint8Array(buffer, 4 * words),
      extra: NOTHING,
    };
  }

  /** The fingerprint of an example: valid until the next call. */
  of(
    { id, text, provenance }: Example,
    { exact, shingles, values }: Signature,
    extra: Uint8Array = NOTHING,
  ): Fingerprint {
    const fingerprint = this.#fingerprint;
    fingerprint.id = this.#encoder.encode(id);
    fingerprint.origin = provenance === undefined ? UNKNOWN : ORIGINS.indexOf(provenance.origin);
    fingerprint.generation = Math.min(LAST_GENERATION, provenance?.generation ?? -1);
    fingerprint.length = text.length;
    fingerprint.exactHi = exact.hi;
    fingerprint.exactLo = exact.lo;
    fingerprint.near = shingles > 0;
    fingerprint.extra = extra;
    bandKeys(values, this.#settings, fingerprint.keys);
    laneBytes(values, fingerprint.lanes);
    return fingerprint;
  }

  /** The fingerprint that `of` gave last, as bytes. */
  encode({ id, origin, generation, length, exactHi, exactLo, near, extra }: Fingerprint): Uint8Array {
    this.#numbers.set([origin | (near ? 256 : 0), generation, length, exactHi, exactLo, extra.length]);
    const head = this.#head.length;
    const out = new Uint8Array(head + extra.length + id.length);
    out.set(this.#head);
    out.set(extra, head);
    out.set(id, head + extra.length);
    return out;
  }

  /** The fingerprint of these bytes: valid until the next call, and as long as they are. */
  decode(bytes: Uint8Array): Fingerprint {
    const fingerprint = this.#fingerprint;
    const head = this.#head.length;
    this.#head.set(bytes.subarray(0, head));
    const [flags, generation, length, exactHi, exactLo, extra] = this.#numbers;
    fingerprint.id = bytes.subarray(head + extra);
    fingerprint.origin = flags & 255;
    fingerprint.generation = generation | 0;
    fingerprint.length = length;
    fingerprint.exactHi = exactHi;
    fingerprint.exactLo = exactLo;
    fingerprint.near = (flags & 256) !== 0;
    fingerprint.extra = bytes.subarray(head, head + extra);
    return fingerprint;
  }
}
