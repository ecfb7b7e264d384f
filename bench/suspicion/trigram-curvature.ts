import { NgramBuilder } from '../../src/lm/ngram-builder.ts';
import type { NgramModel } from '../../src/lm/ngram-model.ts';
import { initialState, longestExtension, nextState } from '../../src/lm/ngram-state.ts';
import { RECORD, WORD } from '../../src/lm/ngram-table.ts';
import { type LogMoments, probabilityCurvature } from '../../src/lm/suspicion/curvature.ts';
import { TemperedDistribution } from '../../src/lm/tempered-distribution.ts';
import { tokenStrings } from '../../src/text/tokenizer.ts';

/** Words of the vocabulary: the most frequent of the training text. The last one stands for all others. */
const WORDS = 4096;

/** What the model knows after a context: moments of ln p, and ln of the sum that its weights are divided by. */
interface Known extends LogMoments {
  readonly logWeights: Float64Array;
}

/**
 * Fast-DetectGPT's statistic under a trigram model, whose whole distribution is at hand: a stand-in for a real model, which knows far more of what is
 * likely.
 */
export class TrigramCurvature {
  readonly #ids = new Map<string, number>();
  readonly #model: NgramModel;
  readonly #tempered: TemperedDistribution;
  readonly #places = new Map<number, number>();
  readonly #known = new Map<number, Known>();

  constructor(texts: readonly string[]) {
    const cut = texts.map((text) => tokenStrings(text));
    const counts = new Map<string, number>();
    for (const word of cut.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
    const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, WORDS - 1);
    for (const [id, [word]] of ranked.entries()) this.#ids.set(word, id);
    const builder = new NgramBuilder({ order: 3 });
    for (const words of cut) builder.add(this.#read(words));
    this.#model = builder.build();
    this.#tempered = new TemperedDistribution(this.#model, 1);
    const { nodes, start } = this.#model.followers;
    const { records } = this.#model.arrays;
    for (let i = start[0]; i < start[1]; i++)
      this.#places.set(records[nodes[i] * RECORD + WORD], i - start[0]);
  }

  /** Undefined for a text without words. */
  of(text: string): number | undefined {
    const { arrays } = this.#model;
    const [logprobs, means, variances]: number[][] = [[], [], []];
    let state = initialState(arrays);
    for (const id of this.#read(tokenStrings(text))) {
      const { logWeights, mean, variance } = this.#after(state);
      logprobs.push(logWeights[this.#places.get(id)!]);
      means.push(mean);
      variances.push(variance);
      state = nextState(arrays, longestExtension(arrays, state, id));
    }
    return probabilityCurvature({ logprobs, means, variances });
  }

  #after(state: number): Known {
    const held = this.#known.get(state);
    if (held !== undefined) return held;
    const weights = this.#tempered.weigh(state);
    const logSum = Math.log(weights.reduce((total, weight) => total + weight, 0));
    const logWeights = new Float64Array(weights.length);
    let [mean, square] = [0, 0];
    for (let place = 0; place < weights.length; place++) {
      const value = Math.log(weights[place]) - logSum;
      const share = Math.exp(value) * value;
      logWeights[place] = value;
      mean += share;
      square += share * value;
    }
    const known = { logWeights, mean, variance: square - mean * mean };
    // What many texts meet is kept; all of it would not fit.
    if (this.#known.size < 2000) this.#known.set(state, known);
    return known;
  }

  #read(words: readonly string[]): Uint32Array {
    return Uint32Array.from(words, (word) => this.#ids.get(word) ?? WORDS - 1);
  }
}
