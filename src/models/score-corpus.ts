import { measureText, type TextScore } from '../lm/text-score.ts';
import { concurrently } from './concurrently.ts';
import { type ScoreCache, scoreKey } from './score-cache.ts';
import { type Scorer, type TextLogprobs, UnscorableText } from './scorer.ts';

/** A text to score. */
export interface ScorableText {
  readonly id: string;
  readonly group: string;
  readonly text: string;
}

/** A text and its score, or why it has none. */
export type ScoredText =
  | { readonly score: TextScore; readonly cached: boolean }
  | { readonly id: string; readonly reason: string };

export interface ScoreOptions {
  readonly scorer: Scorer;
  /** Texts under way at once. */
  readonly concurrency: number;
  readonly cache?: ScoreCache;
  readonly signal: AbortSignal;
}

/**
 * Scores texts, in their order. What the cache knows is not asked again; what is new is put there as soon as it comes. A text that
 * cannot be scored is told and passed over. Throws as the scorer does, after what was under way has been kept.
 */
export function scoreCorpus(
  texts: AsyncIterable<ScorableText> | Iterable<ScorableText>,
  options: ScoreOptions,
): AsyncGenerator<ScoredText, void> {
  return concurrently(texts, options.concurrency, (text) => scoreOne(text, options));
}

async function scoreOne(text: ScorableText, options: ScoreOptions): Promise<ScoredText> {
  const { scorer, cache, signal } = options;
  if (text.text === '') return { id: text.id, reason: 'the text is empty' };
  const key = scoreKey(scorer.identity, text.text);
  const known = cache?.get(key);
  if (known !== undefined) return { score: textScore(text, known), cached: true };
  try {
    const found = await scorer.score(text.text, signal);
    await cache?.put(key, found);
    return { score: textScore(text, found), cached: false };
  } catch (error) {
    if (error instanceof UnscorableText) return { id: text.id, reason: error.message };
    throw error;
  }
}

function textScore({ id, group, text }: ScorableText, { logprobs, unscoredBytes }: TextLogprobs): TextScore {
  const { bytes, words } = scoredSizes(text, unscoredBytes);
  return {
    id,
    group,
    total: logprobs.reduce((a, b) => a + b, 0),
    tokens: logprobs.length,
    bytes,
    words,
    logprobs: Float64Array.from(logprobs),
  };
}

/**
 * Bytes and words that the scored tokens stand for, so that both leave out a first token without a context: of a short text it is a
 * word in ten. A word that a scored token ends counts.
 */
function scoredSizes(text: string, unscoredBytes: number): { bytes: number; words: number } {
  if (unscoredBytes === 0) return measureText(text);
  const scored = new TextDecoder().decode(new TextEncoder().encode(text).subarray(unscoredBytes));
  const { bytes } = measureText(text);
  return { bytes: bytes - unscoredBytes, words: measureText(scored).words };
}
