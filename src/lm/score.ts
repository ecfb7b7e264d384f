/** What a model makes of one sequence or more. Logarithms are natural. */
export interface SequenceScore {
  /** Sum of the logarithms of the probabilities of all events; finite, at most 0. */
  readonly logProbability: number;
  /** Predicted events: tokens, and `</s>` once a sequence. */
  readonly events: number;
  /** The part of both that belongs to tokens the model never saw. */
  readonly outOfVocabulary: { readonly logProbability: number; readonly events: number };
}

/** Scores by sequence, as `SequenceScore` has them, so that a caller can sum them by block. */
export interface SequenceScores {
  readonly logProbability: Float64Array;
  readonly events: Uint32Array;
  readonly outOfVocabularyLogProbability: Float64Array;
  readonly outOfVocabularyEvents: Uint32Array;
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
  const outOfVocabulary = { logProbability: unseenLogProbability, events: unseenEvents };
  return { logProbability, events, outOfVocabulary };
}

/**
 * exp(-logProbability / events); `undefined` without a score or without events. `'exclude'` leaves out tokens that
 * the model never saw: a perplexity over different events for each model, which no comparison may rest on alone.
 */
export function perplexity(
  score: SequenceScore | undefined,
  outOfVocabulary: 'include' | 'exclude' = 'include',
): number | undefined {
  if (score === undefined) return undefined;
  const { logProbability, events } = score;
  const out = outOfVocabulary === 'exclude' ? score.outOfVocabulary : { logProbability: 0, events: 0 };
  if (events <= out.events) return undefined;
  return Math.exp((out.logProbability - logProbability) / (events - out.events));
}
