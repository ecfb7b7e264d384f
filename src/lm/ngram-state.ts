import type { NgramArrays } from './ngram-model.ts';
import { BEGIN_NODE, findChild, PARENT, RECORD, ROOT, SUFFIX } from './ngram-table.ts';

// A state is the node of the longest context that a model has of what came before: it has followers, or is the root.

/** The state at the beginning of a sequence. */
export function initialState(arrays: NgramArrays): number {
  return arrays.uniform[BEGIN_NODE] > 0 ? BEGIN_NODE : ROOT;
}

/** The longest n-gram that `word` (a 32-bit pattern) ends after `state`; the root when the model never saw the word. */
export function longestExtension(arrays: NgramArrays, state: number, word: number): number {
  const { records, slots, shift } = arrays;
  let context = state;
  for (;;) {
    const node = findChild(records, slots, shift, context, word);
    if (node > 0) return node;
    if (context === ROOT) return ROOT;
    context = records[context * RECORD + SUFFIX];
  }
}

/**
 * The state after n-gram `node`. Every n-gram below the highest order that does not end with `</s>` was followed by
 * something, so that its suffix is always short enough.
 */
export function nextState(arrays: NgramArrays, node: number): number {
  return arrays.uniform[node] > 0 ? node : arrays.records[node * RECORD + SUFFIX];
}

/** P(w | state) over `vocabularySize` words, `node` being the longest extension of the state by w. */
export function extensionProbability(
  arrays: NgramArrays,
  state: number,
  node: number,
  vocabularySize: number,
): number {
  const { records, probability, uniform } = arrays;
  const seen = node === ROOT ? 0 : probability[node] / uniform[records[node * RECORD + PARENT]];
  return uniform[state] * (seen + 1 / vocabularySize);
}
