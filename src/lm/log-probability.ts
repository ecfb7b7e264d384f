import { OutcrossError } from '../base/errors.ts';
import { initialState, type NgramArrays, type NgramModel } from './ngram-model.ts';
import { END, findChild, RECORD, ROOT, SUFFIX } from './ngram-trie.ts';

/** What a model makes of one sequence or more. Logarithms are natural. */
export interface SequenceScore {
  /** Sum of the logarithms of the probabilities of all events; finite, at most 0. */
  readonly logProbability: number;
  /** Predicted events: tokens, and `</s>` once a sequence. */
  readonly events: number;
  /** The part of both that belongs to tokens the model never saw. */
  readonly outOfVocabulary: { readonly logProbability: number; readonly events: number };
}

/** Sequences end to end: sequence `i` is `ids[offsets[i], offsets[i + 1])`; `offsets` has one more entry than there are sequences. */
export interface PackedSequences {
  readonly ids: Uint32Array;
  readonly offsets: Uint32Array;
}

/** Scores by sequence, so that a caller can sum them by block. */
export interface SequenceScores {
  readonly logProbability: Float64Array;
  readonly events: Uint32Array;
  readonly outOfVocabularyLogProbability: Float64Array;
  readonly outOfVocabularyEvents: Uint32Array;
}

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
 * is below the model's own.
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
  if (model.sequences === 0) return undefined;
  const size = requireVocabularySize(model, options.vocabularySize);
  const { ids, offsets } = sequences;
  const count = Math.max(0, offsets.length - 1);
  const scores: SequenceScores = {
    logProbability: new Float64Array(count),
    events: new Uint32Array(count),
    outOfVocabularyLogProbability: new Float64Array(count),
    outOfVocabularyEvents: new Uint32Array(count),
  };
  for (let i = 0; i < count; i++) {
    scoreSequence(model.arrays, 1 / size, ids, offsets[i], offsets[i + 1], scores, i);
  }
  return scores;
}

/** Sum of the scores of sequences `[from, to)`. */
export function totalScore(
  scores: SequenceScores,
  from = 0,
  to = scores.logProbability.length,
): SequenceScore {
  let logProbability = 0;
  let events = 0;
  let unseenLogProbability = 0;
  let unseenEvents = 0;
  for (let i = from; i < to; i++) {
    logProbability += scores.logProbability[i];
    events += scores.events[i];
    unseenLogProbability += scores.outOfVocabularyLogProbability[i];
    unseenEvents += scores.outOfVocabularyEvents[i];
  }
  return {
    logProbability,
    events,
    outOfVocabulary: { logProbability: unseenLogProbability, events: unseenEvents },
  };
}

/**
 * exp(-log-probability / events), at least 1; `undefined` without events. `'exclude'` leaves out tokens that the model
 * never saw, `'include'` (the default) does not.
 */
export function perplexity(
  score: SequenceScore | undefined,
  outOfVocabulary: 'include' | 'exclude' = 'include',
): number | undefined {
  if (score === undefined) return undefined;
  const out = outOfVocabulary === 'exclude' ? score.outOfVocabulary : { logProbability: 0, events: 0 };
  const events = score.events - out.events;
  return events > 0 ? Math.exp(-(score.logProbability - out.logProbability) / events) : undefined;
}

/**
 * P(word | history) over a vocabulary of size V: `history` from the beginning of its sequence, `word` a token id or
 * `END_OF_SEQUENCE`. `undefined` under a model trained on nothing. Throws as `logProbability` does.
 */
export function probability(
  model: NgramModel,
  history: Uint32Array,
  word: number,
  options: EvaluationOptions = {},
): number | undefined {
  if (model.sequences === 0) return undefined;
  const size = requireVocabularySize(model, options.vocabularySize);
  const { arrays } = model;
  const state = stateAfter(model, history);
  const context = contextOf(arrays, state, word | 0);
  if (context < 0) return arrays.uniform[state] / size;
  const child = childOf(arrays, context, word | 0);
  return arrays.uniform[state] * (arrays.probability[child] / arrays.uniform[context] + 1 / size);
}

/** The longest context that the model has of `history`, which begins its sequence. */
export function stateAfter(model: NgramModel, history: Uint32Array): number {
  const { arrays } = model;
  let state = initialState(arrays);
  for (const id of history) {
    const context = contextOf(arrays, state, id | 0);
    state = context < 0 ? ROOT : nextState(arrays, childOf(arrays, context, id | 0));
  }
  return state;
}

function childOf(arrays: NgramArrays, context: number, word: number): number {
  return findChild(arrays.records, arrays.slots, arrays.shift, context, word);
}

/** The longest suffix of `state` that `word` is known to follow; negative when it is unknown altogether. */
function contextOf(arrays: NgramArrays, state: number, word: number): number {
  let context = state;
  while (childOf(arrays, context, word) < 0) {
    if (context === ROOT) return -1;
    context = arrays.records[context * RECORD + SUFFIX];
  }
  return context;
}

/** The longest context that ends with n-gram `node`. */
export function nextState(arrays: NgramArrays, node: number): number {
  return arrays.uniform[node] > 0 ? node : arrays.records[node * RECORD + SUFFIX];
}

function scoreSequence(
  arrays: NgramArrays,
  uniformShare: number,
  ids: Uint32Array,
  start: number,
  end: number,
  scores: SequenceScores,
  index: number,
): void {
  const { records, slots, shift, probability: seen, uniform } = arrays;
  let sum = 0;
  let unseenSum = 0;
  let unseenEvents = 0;
  let state = initialState(arrays);
  for (let i = start; i <= end; i++) {
    const word = i < end ? ids[i] | 0 : END;
    let context = state;
    let node = findChild(records, slots, shift, context, word);
    while (node < 0 && context !== ROOT) {
      context = records[context * RECORD + SUFFIX];
      node = findChild(records, slots, shift, context, word);
    }
    if (node < 0) {
      const logarithm = Math.log(uniform[state] * uniformShare);
      sum += logarithm;
      unseenSum += logarithm;
      unseenEvents++;
      state = ROOT;
    } else {
      sum += Math.log(uniform[state] * (seen[node] / uniform[context] + uniformShare));
      state = uniform[node] > 0 ? node : records[node * RECORD + SUFFIX];
    }
  }
  scores.logProbability[index] = sum;
  scores.events[index] = end - start + 1;
  scores.outOfVocabularyLogProbability[index] = unseenSum;
  scores.outOfVocabularyEvents[index] = unseenEvents;
}

function requireVocabularySize(model: NgramModel, size = model.vocabularySize + 1): number {
  if (size >= model.vocabularySize && Number.isFinite(size)) return size;
  throw new OutcrossError('E_OPTION', `vocabulary size ${size} is below the model's ${model.vocabularySize}`, {
    hint: 'count the words of the training data and of the text together, and one for the end of sequence',
  });
}
