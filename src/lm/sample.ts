import { OutcrossError } from '../base/errors.ts';
import type { Rng } from '../base/rng.ts';
import { conditionalDistribution } from './conditional-distribution.ts';
import { type FollowerIndex, findCumulative } from './follower-index.ts';
import { nextState } from './log-probability.ts';
import { initialState, type NgramArrays, type NgramModel } from './ngram-model.ts';
import { END, findChild, RECORD, ROOT, SUFFIX, WORD } from './ngram-trie.ts';

export interface SampleOptions {
  /** The sequence is cut after so many tokens. An integer >= 0. */
  readonly maxTokens: number;
  /**
   * Draws from P(w | h)^(1 / temperature), normalised over the known words. > 0; default 1. Any other value takes
   * time in proportion to the vocabulary for each token.
   */
  readonly temperature?: number;
}

/**
 * One sequence drawn from the model, without its `</s>`; cut where it has `maxTokens` tokens. The uniform share is
 * spread over the words that the model knows. Throws `E_EMPTY` for a model trained on nothing, `E_OPTION` for an
 * option outside its range.
 */
export function sampleSequence(model: NgramModel, rng: Rng, options: SampleOptions): Uint32Array {
  const { maxTokens, temperature = 1 } = options;
  requireOptions(model, maxTokens, temperature);
  const { arrays, followers } = model;
  const drawn: number[] = [];
  let state = initialState(arrays);
  while (drawn.length < maxTokens) {
    const node =
      temperature === 1
        ? drawFollower(arrays, followers, state, rng)
        : drawTempered(model, state, temperature, rng);
    const word = arrays.records[node * RECORD + WORD];
    if (word === END) break;
    drawn.push(word >>> 0);
    state = nextState(arrays, longestExtension(arrays, state, word));
  }
  return Uint32Array.from(drawn);
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

function drawTempered(model: NgramModel, state: number, temperature: number, rng: Rng): number {
  const { nodes, probabilities } = conditionalDistribution(model, state);
  const greatest = probabilities.reduce((a, b) => Math.max(a, b), 0);
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    // Divided by the greatest first, so that a low temperature cannot make all of them 0.
    sum += (probabilities[i] / greatest) ** (1 / temperature);
    probabilities[i] = sum;
  }
  return nodes[findCumulative(probabilities, 0, nodes.length, rng.next() * sum)];
}

/** The longest n-gram that ends with `word`, a known one, after `state`. */
function longestExtension(arrays: NgramArrays, state: number, word: number): number {
  const { records, slots, shift } = arrays;
  let context = state;
  for (;;) {
    const node = findChild(records, slots, shift, context, word);
    if (node > 0) return node;
    context = records[context * RECORD + SUFFIX];
  }
}

function requireOptions(model: NgramModel, maxTokens: number, temperature: number): void {
  if (model.sequences === 0) {
    throw new OutcrossError('E_EMPTY', 'a model trained on no sequence has nothing to draw from');
  }
  if (!Number.isInteger(maxTokens) || maxTokens < 0) {
    throw new OutcrossError('E_OPTION', `maxTokens must be an integer >= 0, not ${maxTokens}`);
  }
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new OutcrossError('E_OPTION', `temperature must be a number > 0, not ${temperature}`);
  }
}
