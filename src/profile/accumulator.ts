import { fmix32, type Hash64, hashText, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import type { Example } from '../corpus/example.ts';
import type { BadRow } from '../corpus/source.ts';
import { ExampleSampler, LONGEST_KEPT } from '../sketch/example-sample.ts';
import { Histogram } from '../sketch/histogram.ts';
import { TypeSampler } from '../sketch/type-sampler.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import type { TokenBuffer } from '../text/tokenizer.ts';
import { PrefixPolynomials, power32 } from '../text/windows.ts';
import { FEATURES, FeatureMeter } from './features.ts';
import { MOST_KINDS, provenanceKey, settleKinds } from './kinds.ts';
import {
  DEFAULT_SETTINGS,
  firstRows,
  hasPlaces,
  NAMED_BAD_ROWS,
  ORDERS,
  type Profile,
  type ProfileSettings,
  requireFewCategories,
} from './profile.ts';
import { emptyTally, mergeTallies } from './tally.ts';
import { type TokenSource, wordTokens } from './token-source.ts';

/** N-gram orders that are counted by windows of tokens. */
const WINDOW_ORDERS = ORDERS.filter((order) => order > 0);

/** The block of a group: the low six bits of its hash. */
export function blockOf(groupHash: Hash64): number {
  return groupHash.lo & (BLOCKS - 1);
}

/**
 * What the samples of a corpus leave out at least, as a part of it shows: the samples of all of it leave out as much or more. Another part
 * that begins with it does not gather what merging would drop, and the parts merge to the same profile.
 */
export interface Thresholds {
  /** Of each order's types. */
  readonly shifts: readonly number[];
  /** Of examples: the highest hash lane of an id that may be in the sample. */
  readonly cutHi: number;
}

/** Builds the profile of a corpus, example by example. */
export class ProfileAccumulator {
  readonly settings: ProfileSettings;
  readonly #source: TokenSource;
  readonly #prefixes = new PrefixPolynomials();
  readonly #meter = new FeatureMeter();
  readonly #tally = emptyTally();
  readonly #samplers: readonly TypeSampler[];
  readonly #powers: readonly (readonly [number, number])[];
  readonly #examples: ExampleSampler;
  readonly #histograms = FEATURES.map(() => Array.from({ length: BLOCKS }, () => new Histogram()));
  readonly #categories = new Map<string, Float64Array>();
  #provenance = new Map<string, number>();
  #serial = 0;
  #malformed = 0;
  #invalidEncoding = 0;
  #rows: BadRow[] = [];

  /**
   * `source`: what the tokens of examples are; words by default. `from`: where the profile is one part of several that are merged, the
   * thresholds of another, of the same settings.
   */
  constructor(
    settings: ProfileSettings = DEFAULT_SETTINGS,
    source: TokenSource = wordTokens(),
    from?: Thresholds,
  ) {
    this.settings = settings;
    this.#source = source;
    this.#samplers = ORDERS.map((order, i) => {
      const pairs = order === 1 ? settings.unigramPairs : settings.pairs;
      return new TypeSampler(order, pairs, from?.shifts[i]);
    });
    this.#powers = ORDERS.map((order) => [power32(WINDOW_HI, order), power32(WINDOW_LO, order)] as const);
    this.#examples = new ExampleSampler(settings.sampleTokens, from?.cutHi);
  }

  /** What the samples leave out by now. */
  thresholds(): Thresholds {
    return { shifts: this.#samplers.map(({ shift }) => shift), cutHi: this.#examples.cutHi };
  }

  /** Counts a row that did not become an example. Row numbers are counted from the start of the file by now. */
  badRow(row: BadRow): void {
    this.#malformed++;
    this.#rows.push(row);
    if (this.#rows.length > NAMED_BAD_ROWS * 4) this.#rows = firstRows(this.#rows);
  }

  /** Counts a text with bytes that are not UTF-8. */
  invalidEncoding(): void {
    this.#invalidEncoding++;
  }

  /** Adds one example. Throws `E_FIELD` where there are more than 65,536 categories. */
  add(example: Example): void {
    const id = hashText(example.id);
    const block = blockOf(example.group === example.id ? id : hashText(example.group));
    const serial = this.#serial++;
    let tokens = 0;
    let whole: Whole | undefined;
    let first: Kept | undefined;
    for (const piece of this.#source.pieces(example.text)) {
      const buffer = this.#source.tokens(piece, example);
      if (first === undefined) first = this.#keep(example.text, piece, buffer, id.hi);
      this.#count(buffer, block, serial);
      whole = this.#content(buffer, whole);
      tokens += buffer.length;
      this.#tally.bytes[block] += buffer.byteLength;
    }
    this.#samplers[ORDERS.indexOf(0)].add(
      fmix32(whole!.hi + tokens),
      fmix32(whole!.lo + tokens),
      block,
      serial,
    );
    this.#tally.examples[block]++;
    this.#tally.tokens[block] += tokens + 1;
    this.#features(first!, tokens, block);
    this.#label(example, block);
    if (first!.sampled !== undefined) {
      const { tokenHi, tokenLo, text, places } = first!.sampled;
      const features = first!.features.slice();
      features[0] = Math.min(tokens, 0x7fffffff);
      const base = { hi: id.hi, lo: id.lo, block, tokenHi, tokenLo, features };
      const shown = text === undefined ? base : { ...base, text };
      this.#examples.add(places === undefined ? shown : { ...shown, places }, tokenHi.length === tokens);
    }
  }

  /** What must be taken from the first piece's buffer before the next piece overwrites it. */
  #keep(text: string, piece: string, buffer: TokenBuffer, hi: number): Kept {
    const features = this.#meter.measure(buffer, buffer.length);
    if (!this.#examples.wants(hi)) return { features };
    const length = Math.min(buffer.length, LONGEST_KEPT);
    const kept = this.settings.texts ? keptText(text, piece, buffer, length) : undefined;
    return {
      features,
      sampled: {
        tokenHi: buffer.hi.slice(0, length),
        tokenLo: buffer.lo.slice(0, length),
        text: kept,
        places: kept !== undefined && hasPlaces(this.settings) ? placesOf(buffer, length) : undefined,
      },
    };
  }

  #count(buffer: TokenBuffer, block: number, serial: number): void {
    const { length, hi, lo } = buffer;
    this.#prefixes.fill(hi, lo, length);
    for (let k = 0; k < WINDOW_ORDERS.length; k++) {
      const sampler = this.#samplers[k];
      sampler.addWindows(this.#prefixes.hi, this.#prefixes.lo, length, this.#powers[k], block, serial);
      sampler.met(block, Math.max(0, length - sampler.order + 1));
    }
    this.#tally.characters[block] += buffer.ascii
      ? buffer.byteLength
      : codePoints(buffer.bytes, buffer.byteLength);
  }

  /** Hash of the whole example's tokens, carried from piece to piece. */
  #content(buffer: TokenBuffer, before: Whole | undefined): Whole {
    // The prefix polynomial of a first piece ends in it.
    if (before === undefined)
      return { hi: this.#prefixes.hi[buffer.length], lo: this.#prefixes.lo[buffer.length] };
    let { hi, lo } = before;
    for (let t = 0; t < buffer.length; t++) {
      hi = (Math.imul(hi, WINDOW_HI) + buffer.hi[t]) | 0;
      lo = (Math.imul(lo, WINDOW_LO) + buffer.lo[t]) | 0;
    }
    return { hi, lo };
  }

  #features(first: Kept, tokens: number, block: number): void {
    const { features } = first;
    features[0] = Math.min(tokens, 0x7fffffff);
    for (let f = 0; f < FEATURES.length; f++)
      if (features[f] >= 0) this.#histograms[f][block].add(features[f]);
  }

  #label(example: Example, block: number): void {
    const key = provenanceKey(example.provenance);
    this.#provenance.set(key, (this.#provenance.get(key) ?? 0) + 1);
    if (this.#provenance.size > MOST_KINDS) this.#provenance = new Map(settleKinds(this.#provenance));
    if (example.category === undefined) return;
    let counts = this.#categories.get(example.category);
    if (counts === undefined) {
      requireFewCategories(this.#categories.size + 1);
      counts = new Float64Array(BLOCKS);
      this.#categories.set(example.category, counts);
    }
    counts[block]++;
  }

  /** The profile so far: a value of its own, which examples added later do not change. */
  finish(): Profile {
    const sorted = <V>(map: ReadonlyMap<string, V>) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#samplers[ORDERS.indexOf(0)].setPositions(this.#tally.examples);
    return {
      settings: this.settings,
      tally: mergeTallies(this.#tally, emptyTally()),
      tables: this.#samplers.map((sampler) => sampler.freeze()),
      sample: this.#examples.freeze(),
      histograms: this.#histograms.map((blocks) => blocks.map((h) => h.merge(new Histogram()))),
      categories: sorted(new Map([...this.#categories].map(([name, counts]) => [name, counts.slice()]))),
      provenance: sorted(settleKinds(this.#provenance)),
      trouble: {
        malformed: this.#malformed,
        invalidEncoding: this.#invalidEncoding,
        rows: firstRows(this.#rows),
      },
      facets: new Map(),
    };
  }
}

interface Whole {
  readonly hi: number;
  readonly lo: number;
}

interface Kept {
  /** The meter's own array, valid until the next example. */
  readonly features: Int32Array;
  readonly sampled?: {
    readonly tokenHi: Int32Array;
    readonly tokenLo: Int32Array;
    readonly text: string | undefined;
    readonly places: Uint32Array | undefined;
  };
}

/** Start and end of each of the first `length` tokens, in bytes of the text's UTF-8. */
function placesOf({ start, end }: TokenBuffer, length: number): Uint32Array {
  const places = new Uint32Array(2 * length);
  for (let i = 0; i < length; i++) {
    places[2 * i] = start[i];
    places[2 * i + 1] = end[i];
  }
  return places;
}

/** Most text kept a token, in UTF-16 units: an endless word or a page of blanks weighs no more than its tokens. */
const MOST_TEXT = 64;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The text of the first `length` tokens: as given where that is all of it, else in NFC; lone surrogates, which UTF-8 cannot
 * hold, as U+FFFD. Cut at `MOST_TEXT` units a token and the end.
 */
function keptText(text: string, piece: string, buffer: TokenBuffer, length: number): string {
  const end = length === 0 ? 0 : buffer.end[length - 1];
  const kept =
    length === buffer.length && piece.length === text.length
      ? text
      : new TextDecoder('utf-8', { ignoreBOM: true }).decode(buffer.bytes.subarray(0, end));
  const most = MOST_TEXT * (length + 1);
  const short = kept.length <= most ? kept : kept.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return short.replace(LONE_SURROGATE, '\ufffd');
}

/** Code points in valid UTF-8: bytes that are not continuation bytes. */
function codePoints(bytes: Uint8Array, length: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) count += (bytes[i] & 0xc0) === 0x80 ? 0 : 1;
  return count;
}
