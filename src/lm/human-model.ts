import { Rng } from '../base/rng.ts';
import { pieces, type Tokenizer } from '../text/tokenizer.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { logProbabilities } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import { NgramModel, type NgramModelParts } from './ngram-model.ts';
import { tokenSurprises } from './suspicion/token-surprises.ts';

/** Order of the model: on a corpus of millions of words longer contexts change the mean by less than a hundredth. */
const ORDER = 3;

/** An open vocabulary, so that every unseen word costs the same. */
const VOCABULARY = 2 ** 20;

/** One example in so many is kept from training, to see what surprise human text itself causes. */
const HELD_OUT = 10;

/** Share of human examples that lie beyond either end of the range of their length. */
const BEYOND = 0.01;

/** Fewer held-out examples than this say nothing of the ends of their range. */
const FEWEST = 200;

/** Where a text lies that human text of its length almost never is. */
export type Strangeness = 'bland' | 'garbled';

/** Surprise of human examples of about one length, nats a token. */
export interface SurpriseRange {
  readonly low: number;
  readonly high: number;
}

export interface HumanModelParts {
  readonly model: NgramModelParts;
  /** Hash lanes of each word, by id. */
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  /** By length, each twice as long as the one before. */
  readonly ranges: readonly (SurpriseRange | undefined)[];
  /** Of all lengths. */
  readonly whole?: SurpriseRange;
}

/**
 * How surprising a text is to someone who has read the reservoir: the mean negative log-probability of its words, in nats a
 * token, under a modified Kneser-Ney model; and in which range human examples of about its length lie that the model was not
 * trained on.
 */
export class HumanModel {
  /** What it is made of: a plain value, which another thread makes a model of again. */
  readonly parts: HumanModelParts;
  readonly #model: NgramModel;
  readonly #vocabulary = new Vocabulary();

  constructor(parts: HumanModelParts) {
    this.parts = parts;
    this.#model = new NgramModel(parts.model);
    for (let id = 0; id < parts.hi.length; id++) this.#vocabulary.intern(parts.hi[id], parts.lo[id]);
  }

  /** `texts`: human examples; those held out are drawn by `rng`. */
  static train(texts: Iterable<string>, tokenizer: Tokenizer, rng: Rng = new Rng('human-model')): HumanModel {
    const vocabulary = new Vocabulary();
    const builder = new NgramBuilder({ order: ORDER });
    const heldOut: Uint32Array[] = [];
    for (const text of texts) {
      const ids = idsOf(text, tokenizer, (hi, lo) => vocabulary.intern(hi, lo));
      if (rng.int(HELD_OUT) === 0) heldOut.push(ids);
      else builder.add(ids);
    }
    const { arrays, orders, requestedOrder, sequences, tokens } = builder.build();
    const hashes = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.hashOf(id)!);
    const model = new HumanModel({
      model: { ...arrays, orders, requestedOrder, sequences, tokens },
      hi: Uint32Array.from(hashes, ({ hi }) => hi),
      lo: Uint32Array.from(hashes, ({ lo }) => lo),
      ranges: [],
    });
    return new HumanModel({ ...model.parts, ...model.#rangesOf(heldOut) });
  }

  #rangesOf(heldOut: readonly Uint32Array[]): Pick<HumanModelParts, 'ranges' | 'whole'> {
    const met = heldOut.map((ids) => ({ bucket: bucketOf(ids.length), surprise: this.#surpriseOf(ids) }));
    const known = met.filter((m): m is { bucket: number; surprise: number } => m.surprise !== undefined);
    const buckets = Array.from({ length: 33 }, (_, b) => known.filter(({ bucket }) => bucket === b));
    const whole = rangeOf(known.map(({ surprise }) => surprise));
    return {
      ranges: buckets.map((bucket) => rangeOf(bucket.map(({ surprise }) => surprise))),
      ...(whole === undefined ? {} : { whole }),
    };
  }

  /** Nats a token, its end included; undefined under a model of nothing. */
  surprise(text: string, tokenizer: Tokenizer): number | undefined {
    return this.#surpriseOf(this.#read(text, tokenizer));
  }

  /** The id of a word by its hash lanes: one id for all that were never seen. For `surpriseOf`. */
  idOf(hi: number, lo: number): number {
    return this.#vocabulary.idOf(hi, lo) ?? this.#vocabulary.size;
  }

  /** As `surprise`, of words that were read already. */
  surpriseOf(ids: Uint32Array): number | undefined {
    return this.#surpriseOf(ids);
  }

  /** Surprise of each word and of the end, in nats; undefined under a model of nothing. */
  surprises(text: string, tokenizer: Tokenizer): Float64Array | undefined {
    return tokenSurprises(this.#model, this.#read(text, tokenizer), this.#size());
  }

  /** The range of human examples as long as `tokens`; of all lengths where those are too few; undefined where all are. */
  range(tokens: number): SurpriseRange | undefined {
    return this.parts.ranges[bucketOf(tokens)] ?? this.parts.whole;
  }

  /**
   * Whether `text` is less surprising than 99 in 100 human texts of its length, or more surprising than 99 in 100; undefined where it
   * is neither, or nothing is known of human texts of its length.
   */
  strangeness(text: string, tokenizer: Tokenizer): Strangeness | undefined {
    const ids = this.#read(text, tokenizer);
    const range = this.range(ids.length);
    const surprise = this.#surpriseOf(ids);
    if (range === undefined || surprise === undefined) return undefined;
    if (surprise < range.low) return 'bland';
    return surprise > range.high ? 'garbled' : undefined;
  }

  #read(text: string, tokenizer: Tokenizer): Uint32Array {
    return idsOf(text, tokenizer, (hi, lo) => this.idOf(hi, lo));
  }

  #size(): number {
    return Math.max(VOCABULARY, this.#model.vocabularySize);
  }

  #surpriseOf(ids: Uint32Array): number | undefined {
    const vocabularySize = this.#size();
    const sequences = { ids, offsets: Uint32Array.of(0, ids.length) };
    const scores = logProbabilities(this.#model, sequences, { vocabularySize });
    return scores === undefined ? undefined : -scores.logProbability[0] / scores.events[0];
  }
}

/** Lengths that differ by less than a factor of two are alike. */
function bucketOf(tokens: number): number {
  return 32 - Math.clz32(tokens);
}

function rangeOf(surprises: readonly number[]): SurpriseRange | undefined {
  if (surprises.length < FEWEST) return undefined;
  const sorted = Float64Array.from(surprises).sort();
  const beyond = Math.floor(sorted.length * BEYOND);
  return { low: sorted[beyond], high: sorted[sorted.length - 1 - beyond] };
}

function idsOf(text: string, tokenizer: Tokenizer, idOf: (hi: number, lo: number) => number): Uint32Array {
  const ids: number[] = [];
  for (const piece of pieces(text)) {
    const { hi, lo, length } = tokenizer.run(piece);
    for (let i = 0; i < length; i++) ids.push(idOf(hi[i], lo[i]));
  }
  return Uint32Array.from(ids);
}
