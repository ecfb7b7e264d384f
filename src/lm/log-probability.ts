import { OutcrossError } from '../base/errors.ts';
import type { NgramArrays, NgramModel } from './ngram-model.ts';
import { extensionProbability, initialState, longestExtension, nextState } from './ngram-state.ts';
import { END, findChild, RECORD, ROOT, SUFFIX } from './ngram-table.ts';
import { type SequenceScore, type SequenceScores, totalScore } from './score.ts';
import { type PackedSequences, requireTokenIds } from './token-ids.ts';

export interface EvaluationOptions {
  /**
   * Size of the vocabulary V that the uniform share is spread over, `</s>` included; at least the model's own. The
   * default is one more, a single word standing for all that the model never saw. Two models are comparable only
   * over the union of their vocabularies.
   */
  readonly vocabularySize?: number;
}

/**
 * Score of `<s> tokens </s>`; `undefined` under a model trained on nothing. Throws `E_OPTION` when `vocabularySize`
 * is below the model's own, or on an id of 2^32 - 2 or more.
 */
export function logProbability(
  model: NgramModel,
  tokens: Uint32Array,
  options: EvaluationOptions = {},
): SequenceScore | undefined {
  const offsets = Uint32Array.of(0, tokens.length);
  const scores = logProbabilities(model, { ids: tokens, offsets }, options);
  return scores === undefined ? undefined : totalScore(scores);
}

/** `logProbability` of every sequence. */
export function logProbabilities(
  model: NgramModel,
  sequences: PackedSequences,
  options: EvaluationOptions = {},
): SequenceScores | undefined {
  const { ids, offsets } = sequences;
  const count = Math.max(0, offsets.length - 1);
  const share = 1 / requireVocabularySize(model, options.vocabularySize);
  for (let i = 0; i < count; i++) requireTokenIds(ids, offsets[i], offsets[i + 1]);
  if (model.sequences === 0) return undefined;
  const scores: SequenceScores = {
    logProbability: new Float64Array(count),
    events: new Uint32Array(count),
    outOfVocabularyLogProbability: new Float64Array(count),
    outOfVocabularyEvents: new Uint32Array(count),
  };
  for (let i = 0; i < count; i++) scoreSequence(model.arrays, share, sequences, i, scores);
  return scores;
}

/**
 * P(word | history): `history` from the beginning of its sequence, `word` a token id or `END_OF_SEQUENCE`.
 * `undefined` under a model trained on nothing. Throws as `logProbability` does.
 */
export function probability(
  model: NgramModel,
  history: Uint32Array,
  word: number,
  options: EvaluationOptions = {},
): number | undefined {
  const size = requireVocabularySize(model, options.vocabularySize);
  requireTokenIds(history, 0, history.length);
  if (model.sequences === 0) return undefined;
  const { arrays } = model;
  let state = initialState(arrays);
  for (const id of history) state = nextState(arrays, longestExtension(arrays, state, id | 0));
  return extensionProbability(arrays, state, longestExtension(arrays, state, word | 0), size);
}

/** The loop of `probability`, written out: one event a pass, nothing allocated. */
function scoreSequence(
  arrays: NgramArrays,
  share: number,
  sequences: PackedSequences,
  index: number,
  scores: SequenceScores,
): void {
  const { records, slots, shift, probability: seen, uniform } = arrays;
  const { ids, offsets } = sequences;
  const start = offsets[index];
  const end = offsets[index + 1];
  let sum = 0;
  let unseenSum = 0;
  let unseenEvents = 0;
  let state = initialState(arrays);
  for (let i = start; i <= end; i++) {
    const word = i < end ? ids[i] | 0 : END;
    let context = state;
    let node = findChild(records, slots, shift, context, word);
    while (node <= 0 && context !== ROOT) {
      context = records[context * RECORD + SUFFIX];
      node = findChild(records, slots, shift, context, word);
    }
    if (node <= 0) {
      const logarithm = Math.log(uniform[state] * share);
      sum += logarithm;
      unseenSum += logarithm;
      unseenEvents++;
      state = ROOT;
    } else {
      sum += Math.log(uniform[state] * (seen[node] / uniform[context] + share));
      state = uniform[node] > 0 ? node : records[node * RECORD + SUFFIX];
    }
  }
  scores.logProbability[index] = sum;
  scores.events[index] = end - start + 1;
  scores.outOfVocabularyLogProbability[index] = unseenSum;
  scores.outOfVocabularyEvents[index] = unseenEvents;
}

function requireVocabularySize(model: NgramModel, size = model.vocabularySize + 1): number {
  if (Number.isInteger(size) && size >= model.vocabularySize) return size;
  throw new OutcrossError(
    'E_OPTION',
    `vocabulary size ${size} is below the model's ${model.vocabularySize}`,
    {
      hint: 'count the different words of training data and text together, and one for the end of sequence',
    },
  );
}
