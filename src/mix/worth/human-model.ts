import { Rng } from '../../base/rng.ts';
import { logProbabilities } from '../../lm/log-probability.ts';
import { NgramBuilder } from '../../lm/ngram-builder.ts';
import type { NgramModel } from '../../lm/ngram-model.ts';
import { pieces, type Tokenizer } from '../../text/tokenizer.ts';
import { Vocabulary } from '../../text/vocabulary.ts';

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

/** Surprise of human examples of about one length, nats a token. */
export interface SurpriseRange {
  readonly low: number;
  readonly high: number;
}

/**
 * How surprising a text is to someone who has read the reservoir: the mean negative log-probability of its words, in nats a
 * token, under a modified Kneser-Ney model; and in which range human examples of about its length lie that the model was not
 * trained on.
 */
export class HumanModel {
  readonly #model: NgramModel;
  readonly #vocabulary: Vocabulary;
  readonly #ranges: readonly (SurpriseRange | undefined)[];
  readonly #whole: SurpriseRange | undefined;

  /** `texts`: human examples; those held out are drawn by `rng`. */
  constructor(texts: Iterable<string>, tokenizer: Tokenizer, rng: Rng = new Rng('human-model')) {
    const vocabulary = new Vocabulary();
    const builder = new NgramBuilder({ order: ORDER });
    const heldOut: Uint32Array[] = [];
    for (const text of texts) {
      const ids = idsOf(text, tokenizer, (hi, lo) => vocabulary.intern(hi, lo));
      if (rng.int(HELD_OUT) === 0) heldOut.push(ids);
      else builder.add(ids);
    }
    this.#vocabulary = vocabulary;
    this.#model = builder.build();
    const met = heldOut.map((ids) => ({ bucket: bucketOf(ids.length), surprise: this.#surpriseOf(ids) }));
    const known = met.filter((m): m is { bucket: number; surprise: number } => m.surprise !== undefined);
    this.#whole = rangeOf(known.map(({ surprise }) => surprise));
    const buckets = Array.from({ length: 33 }, (_, b) => known.filter(({ bucket }) => bucket === b));
    this.#ranges = buckets.map((bucket) => rangeOf(bucket.map(({ surprise }) => surprise)));
  }

  /** Nats a token, its end included; undefined under a model of nothing. */
  surprise(text: string, tokenizer: Tokenizer): number | undefined {
    return this.#surpriseOf(this.#read(text, tokenizer));
  }

  /** The range of human examples as long as `tokens`; of all lengths where those are too few; undefined where all are. */
  range(tokens: number): SurpriseRange | undefined {
    return this.#ranges[bucketOf(tokens)] ?? this.#whole;
  }

  #read(text: string, tokenizer: Tokenizer): Uint32Array {
    const unseen = this.#vocabulary.size;
    return idsOf(text, tokenizer, (hi, lo) => this.#vocabulary.idOf(hi, lo) ?? unseen);
  }

  #surpriseOf(ids: Uint32Array): number | undefined {
    const vocabularySize = Math.max(VOCABULARY, this.#model.vocabularySize);
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
