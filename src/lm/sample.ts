import { OutcrossError } from '../base/errors.ts';
import type { Rng } from '../base/rng.ts';
import { type FollowerIndex, findCumulative } from './follower-index.ts';
import type { NgramArrays, NgramModel } from './ngram-model.ts';
import { initialState, longestExtension, nextState } from './ngram-state.ts';
import { END, RECORD, ROOT, SUFFIX, WORD } from './ngram-table.ts';
import { TemperedDistribution } from './tempered-distribution.ts';

export interface SampleOptions {
  /** The sequence is cut after so many tokens. An integer >= 0. */
  readonly maxTokens: number;
  /** Draws from P(w | h)^(1 / temperature), normalised over the known words. > 0; default 1. */
  readonly temperature?: number;
}

/**
 * Draws sequences from a model, exactly. The uniform share is spread over the words that the model knows. At
 * temperature 1 a token takes a few table look-ups; at any other, time in proportion to the vocabulary.
 */
export class NgramSampler {
  readonly #arrays: NgramArrays;
  readonly #followers: FollowerIndex;
  readonly #tempered: TemperedDistribution | undefined;

  /** Throws `E_EMPTY` for a model trained on nothing, `E_OPTION` for a temperature that is not above 0. */
  constructor(model: NgramModel, temperature = 1) {
    if (model.sequences === 0) {
      throw new OutcrossError('E_EMPTY', 'a model trained on no sequence has nothing to draw from');
    }
    if (!(temperature > 0 && Number.isFinite(temperature))) {
      throw new OutcrossError('E_OPTION', `temperature must be a number above 0, not ${temperature}`);
    }
    this.#arrays = model.arrays;
    this.#followers = model.followers;
    this.#tempered = temperature === 1 ? undefined : new TemperedDistribution(model, temperature);
  }

  /** One sequence without its `</s>`, cut where it has `maxTokens` tokens. */
  sequence(rng: Rng, maxTokens: number): Uint32Array {
    if (!(Number.isInteger(maxTokens) && maxTokens >= 0)) {
      throw new OutcrossError('E_OPTION', `maxTokens must be an integer from 0, not ${maxTokens}`);
    }
    const arrays = this.#arrays;
    const drawn: number[] = [];
    let state = initialState(arrays);
    while (drawn.length < maxTokens) {
      const node = this.#tempered?.draw(state, rng) ?? drawFollower(arrays, this.#followers, state, rng);
      const word = arrays.records[node * RECORD + WORD];
      if (word === END) break;
      drawn.push(word >>> 0);
      state = nextState(arrays, longestExtension(arrays, state, word));
    }
    return Uint32Array.from(drawn);
  }
}

/** One sequence of a new `NgramSampler`; make one yourself to draw many at a temperature other than 1. */
export function sampleSequence(model: NgramModel, rng: Rng, options: SampleOptions): Uint32Array {
  return new NgramSampler(model, options.temperature).sequence(rng, options.maxTokens);
}

/**
 * An n-gram whose last word is drawn from P(w | state). The formula is a mixture, so the draw follows it: with the
 * discounted share fall back to a shorter context, else take a follower by its discounted count; the uniform share
 * at the bottom takes any known word.
 */
function drawFollower(arrays: NgramArrays, followers: FollowerIndex, state: number, rng: Rng): number {
  const { start, nodes, cumulative } = followers;
  let context = state;
  for (;;) {
    const shorter = arrays.records[context * RECORD + SUFFIX];
    const share = arrays.uniform[context];
    const backoff = context === ROOT ? share : share / arrays.uniform[shorter];
    const from = start[context];
    const to = start[context + 1];
    const u = rng.next();
    if (u >= backoff) {
      const target = ((u - backoff) / (1 - backoff)) * cumulative[to - 1];
      return nodes[findCumulative(cumulative, from, to, target)];
    }
    if (context === ROOT) return nodes[from + rng.int(to - from)];
    context = shorter;
  }
}
