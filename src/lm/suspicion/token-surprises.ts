import type { NgramModel } from '../ngram-model.ts';
import { extensionProbability, initialState, longestExtension, nextState } from '../ngram-state.ts';
import { END_OF_SEQUENCE } from '../token-ids.ts';

/**
 * -ln P of each token of `<s> tokens </s>`, the end included, in nats, over a vocabulary of `vocabularySize`; undefined under a model trained
 * on nothing. Their sum is the score that `logProbability` gives.
 */
export function tokenSurprises(
  model: NgramModel,
  tokens: Uint32Array,
  vocabularySize: number,
): Float64Array | undefined {
  if (model.sequences === 0) return undefined;
  const { arrays } = model;
  const surprises = new Float64Array(tokens.length + 1);
  let state = initialState(arrays);
  for (let i = 0; i <= tokens.length; i++) {
    const node = longestExtension(arrays, state, (i < tokens.length ? tokens[i] : END_OF_SEQUENCE) | 0);
    surprises[i] = -Math.log(extensionProbability(arrays, state, node, vocabularySize));
    state = nextState(arrays, node);
  }
  return surprises;
}
