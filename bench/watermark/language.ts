import type { Rng } from '../../src/base/rng.ts';
import { NgramBuilder } from '../../src/lm/ngram-builder.ts';
import type { NgramModel } from '../../src/lm/ngram-model.ts';
import { initialState, longestExtension, nextState } from '../../src/lm/ngram-state.ts';
import { RECORD, WORD } from '../../src/lm/ngram-table.ts';
import { TemperedDistribution } from '../../src/lm/tempered-distribution.ts';
import type { Marker } from '../../src/watermark/scheme.ts';

/** Tokens of the vocabulary: the most frequent words of the Brown corpus; the last one stands for all others. */
export const VOCABULARY = 4096;
/** Likeliest tokens that are drawn from, as servers do (top-k). */
const TOP = 64;
/** Temperature at which a token has about three bits. */
const TEMPERATURE = 0.76;
/** Words that a sequence of the training text has. */
const SEQUENCE = 50;

/** What may follow a context: tokens, and their logits. */
interface Choice {
  readonly tokens: Int32Array;
  readonly logits: Float64Array;
  readonly bits: number;
}

/** A trigram model of the Brown corpus, from which texts are drawn with and without a mark. */
export class Language {
  readonly #model: NgramModel;
  readonly #tempered: TemperedDistribution;
  readonly #words: Int32Array;
  readonly #choices = new Map<number, Choice>();
  readonly #logits = new Float64Array(VOCABULARY);
  #bits = 0;
  #drawn = 0;

  constructor(words: Int32Array) {
    const builder = new NgramBuilder({ order: 3 });
    const known = Uint32Array.from(words, (word) => Math.min(word, VOCABULARY - 1));
    for (let at = 0; at < known.length; at += SEQUENCE) {
      builder.add(known, at, Math.min(known.length, at + SEQUENCE));
    }
    this.#model = builder.build();
    this.#tempered = new TemperedDistribution(this.#model, TEMPERATURE);
    const { nodes, start } = this.#model.followers;
    const { records } = this.#model.arrays;
    this.#words = nodes.slice(start[0], start[1]).map((node) => records[node * RECORD + WORD]);
  }

  /** Mean entropy of the choices met so far, in bits a token. */
  get entropy(): number {
    return this.#bits / this.#drawn;
  }

  /** A text of `length` tokens, never ended before. `told` is given the probability of each token without the mark. */
  text(length: number, rng: Rng, marker?: Marker, told?: (p: number) => void): Int32Array {
    const { arrays } = this.#model;
    const tokens: number[] = [];
    let state = initialState(arrays);
    while (tokens.length < length) {
      const choice = this.#choice(state);
      const token = this.#draw(choice, tokens, rng, marker);
      this.#bits += choice.bits;
      this.#drawn++;
      told?.(Math.exp(choice.logits[choice.tokens.indexOf(token)]));
      tokens.push(token);
      state = nextState(arrays, longestExtension(arrays, state, token));
    }
    return Int32Array.from(tokens);
  }

  #draw(
    { tokens, logits }: Choice,
    context: readonly number[],
    rng: Rng,
    marker: Marker | undefined,
  ): number {
    const all = this.#logits.fill(Number.NEGATIVE_INFINITY);
    for (const [i, token] of tokens.entries()) all[token] = logits[i];
    marker?.mark(all, context);
    let sum = 0;
    for (const token of tokens) sum += Math.exp(all[token]);
    let left = rng.next() * sum;
    for (const token of tokens) {
      left -= Math.exp(all[token]);
      if (left < 0) return token;
    }
    return tokens[0];
  }

  #choice(state: number): Choice {
    const held = this.#choices.get(state);
    if (held !== undefined) return held;
    const weights = this.#tempered.weigh(state);
    const ranked = Array.from(weights.keys())
      .filter((place) => this.#words[place] >= 0)
      .sort((a, b) => weights[b] - weights[a])
      .slice(0, TOP);
    const sum = ranked.reduce((total, place) => total + weights[place], 0);
    const p = ranked.map((place) => weights[place] / sum);
    const choice = {
      tokens: Int32Array.from(ranked, (place) => this.#words[place]),
      logits: Float64Array.from(p, Math.log),
      bits: p.reduce((total, share) => total - (share === 0 ? 0 : share * Math.log2(share)), 0),
    };
    this.#choices.set(state, choice);
    return choice;
  }
}
