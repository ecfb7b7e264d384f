import type { NgramModel } from './ngram-model.ts';
import { findChild, RECORD, ROOT, SUFFIX, WORD } from './ngram-trie.ts';

/** Probabilities of all words that a model knows, after one context. */
export interface ConditionalDistribution {
  /** Unigram nodes: which word each entry is about. */
  readonly nodes: Int32Array;
  /** Sum to 1: the uniform share is spread over the known words. */
  readonly probabilities: Float64Array;
}

/** The whole distribution after context node `state`, in time proportional to the vocabulary. */
export function conditionalDistribution(model: NgramModel, state: number): ConditionalDistribution {
  const { arrays, followers } = model;
  const { start, nodes } = followers;
  const words = nodes.subarray(start[ROOT], start[ROOT + 1]);
  const floor = 1 / words.length;
  const share = arrays.uniform[state];
  const probabilities = new Float64Array(words.length);
  for (const context of contextsOf(arrays.records, state)) {
    for (let i = start[context]; i < start[context + 1]; i++) {
      const place = context === ROOT ? i - start[ROOT] : placeOf(model, words, nodes[i]);
      probabilities[place] =
        share * (arrays.probability[nodes[i]] / arrays.uniform[context] + floor);
    }
  }
  return { nodes: words, probabilities };
}

/** The root first, then ever longer suffixes of `state`, so that later values replace those of less context. */
function contextsOf(records: Int32Array, state: number): number[] {
  const contexts = [state];
  for (let context = state; context !== ROOT; ) {
    context = records[context * RECORD + SUFFIX];
    contexts.push(context);
  }
  return contexts.reverse();
}

/** Place of the last word of `node` among the unigram nodes, which ascend. */
function placeOf(model: NgramModel, words: Int32Array, node: number): number {
  const { records, slots, shift } = model.arrays;
  const unigram = findChild(records, slots, shift, ROOT, records[node * RECORD + WORD]);
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle] < unigram) low = middle + 1;
    else high = middle;
  }
  return low;
}
