import { probabilityCurvature, type TokenMoments } from './curvature.ts';

/** Scores that hint at a machine, and never prove one. */
export const SCORERS = ['perplexity', 'burstiness', 'fast-detect-gpt'] as const;
export type Scorer = (typeof SCORERS)[number];

/** What a scorer looks at, in a few words. */
export const SCORER_TEXTS: { readonly [S in Scorer]: string } = {
  perplexity: 'perplexity under the human reference; lower is more suspicious',
  burstiness: 'spread of the surprise of words, nats; lower is more suspicious',
  'fast-detect-gpt': 'conditional probability curvature under the given model; higher is more suspicious',
};

/** Values of a text; a value that does not exist is absent. */
export type SuspicionValues = { readonly [S in Scorer]?: number };

/** Surprise of the words of a text, and the moments of a real model, where known. */
export function suspicionValues(
  surprises: Float64Array | undefined,
  moments: TokenMoments | undefined,
): SuspicionValues {
  const mean = surprises === undefined ? undefined : meanOf(surprises);
  const spread = surprises === undefined ? undefined : spreadOf(surprises);
  const curvature = moments === undefined ? undefined : probabilityCurvature(moments);
  return {
    ...(mean === undefined ? {} : { perplexity: Math.exp(mean) }),
    ...(spread === undefined ? {} : { burstiness: spread }),
    ...(curvature === undefined ? {} : { 'fast-detect-gpt': curvature }),
  };
}

/** A value as a score: higher is more suspicious. */
export function suspicionScore(scorer: Scorer, value: number): number {
  return scorer === 'fast-detect-gpt' ? value : -value;
}

function meanOf(values: Float64Array): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation, n - 1 below; undefined for fewer than two. */
function spreadOf(values: Float64Array): number | undefined {
  if (values.length < 2) return undefined;
  const mean = meanOf(values)!;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
