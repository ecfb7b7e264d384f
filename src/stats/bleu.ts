/** Smoothing of precisions without matches, numbered as `nltk.translate.bleu_score` numbers Chen and Cherry (2014). */
export interface Smoothing {
  /**
   * 0 none: the score is 0. 1 adds `epsilon` to numerators of 0. 2 adds one to numerator and denominator from order 2 on
   * (Lin and Och 2004). 3 counts 1/2, 1/4, ... for successive orders without matches (NIST). 4 the same times
   * ln(length)/k.
   */
  readonly method: 0 | 1 | 2 | 3 | 4;
  /** Of method 1; .1 unless given. */
  readonly epsilon?: number;
  /** Of method 4; 5 unless given. */
  readonly k?: number;
}

export interface BleuOptions {
  /** Weight of each order from 1; their number is the highest order. A quarter each for 1 to 4 unless given. */
  readonly weights?: readonly number[];
  /** None (method 0) unless given. */
  readonly smoothing?: Smoothing;
}

/** Clipped matches and n-grams of a hypothesis, `matches[n-1]` of order n, and the two lengths in tokens. */
export interface BleuCounts {
  readonly matches: ArrayLike<number>;
  readonly totals: ArrayLike<number>;
  readonly hypothesisLength: number;
  readonly referenceLength: number;
}

type Tokens = ArrayLike<number>;

const FOUR_ORDERS: readonly number[] = [0.25, 0.25, 0.25, 0.25];
const NO_SMOOTHING: Smoothing = { method: 0 };

/** Equal weights of the orders 1 to `maxOrder`. */
export function uniformWeights(maxOrder: number): number[] {
  return Array<number>(maxOrder).fill(1 / maxOrder);
}

/** `exp(1 - reference/hypothesis)` for hypotheses no longer than the reference, else 1; 0 for length 0 (Papineni et al. 2002). */
export function brevityPenalty(hypothesisLength: number, referenceLength: number): number {
  if (hypothesisLength > referenceLength) return 1;
  return hypothesisLength === 0 ? 0 : Math.exp(1 - referenceLength / hypothesisLength);
}

/** The reference length nearest to the hypothesis's, the shorter of two equally near. Undefined for no references. */
export function closestReferenceLength(
  lengths: ArrayLike<number>,
  hypothesisLength: number,
): number | undefined {
  let closest: number | undefined;
  for (let i = 0; i < lengths.length; i++) {
    const further =
      closest === undefined
        ? 1
        : Math.abs(closest - hypothesisLength) - Math.abs(lengths[i] - hypothesisLength);
    if (further > 0 || (further === 0 && lengths[i] < closest!)) closest = lengths[i];
  }
  return closest;
}

/** Numerator that stands in for 0 matches, `zeros` the orders without matches up to this one. */
function smoothedMatches(smoothing: Smoothing, zeros: number, length: number): number {
  if (smoothing.method === 1) return smoothing.epsilon ?? 0.1;
  if (smoothing.method === 3) return 0.5 ** zeros;
  if (smoothing.method === 4 && length > 1) return (0.5 ** zeros * Math.log(length)) / (smoothing.k ?? 5);
  return 0;
}

/**
 * BLEU from counts: the brevity penalty times the weighted geometric mean of the modified precisions (Papineni et al.
 * 2002), from 0 to 1. As in nltk, a hypothesis that matches no single token scores 0 however smoothed, and orders longer
 * than the hypothesis count as 0 of 1. Where nltk's unsmoothed score is about 1e-78 for want of matches, this is 0.
 */
export function bleuScore(counts: BleuCounts, weights: readonly number[], smoothing: Smoothing): number {
  const { matches, totals, hypothesisLength } = counts;
  if (matches[0] === 0) return 0;
  let zeros = 0;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const one = smoothing.method === 2 && i > 0 ? 1 : 0;
    let top = matches[i] + one;
    if (top === 0) top = smoothedMatches(smoothing, ++zeros, hypothesisLength);
    if (top === 0) return 0;
    sum += weights[i] * Math.log(top / (Math.max(1, totals[i]) + one));
  }
  return brevityPenalty(hypothesisLength, counts.referenceLength) * Math.exp(sum);
}

/** Numbers the n-grams it meets; equal n-grams of any order share a number, different ones never. */
class NgramNumbers {
  readonly #next: Map<number, number>[] = [new Map()];

  /** The number of the n-gram `prefix` followed by `token`; 0 is the empty n-gram. */
  follow(prefix: number, token: number): number {
    const after = this.#next[prefix];
    const known = after.get(token);
    if (known !== undefined) return known;
    const number = this.#next.length;
    this.#next.push(new Map());
    after.set(token, number);
    return number;
  }

  /** How often each n-gram of `order` occurs in `tokens`. */
  count(tokens: Tokens, order: number): Map<number, number> {
    const counts = new Map<number, number>();
    for (let i = 0; i + order <= tokens.length; i++) {
      let ngram = 0;
      for (let k = 0; k < order; k++) ngram = this.follow(ngram, tokens[i + k]);
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
    }
    return counts;
  }
}

/**
 * Clipped matches of a hypothesis against several references (Papineni et al. 2002): each n-gram counts at most as often
 * as in the one reference that holds it most often. Undefined for no references.
 */
export function bleuCounts(
  references: readonly Tokens[],
  hypothesis: Tokens,
  maxOrder: number,
): BleuCounts | undefined {
  const lengths = references.map((reference) => reference.length);
  const referenceLength = closestReferenceLength(lengths, hypothesis.length);
  if (referenceLength === undefined) return undefined;
  const numbers = new NgramNumbers();
  const matches = new Float64Array(maxOrder);
  const totals = new Float64Array(maxOrder);
  for (let order = 1; order <= maxOrder; order++) {
    const limits = references.map((reference) => numbers.count(reference, order));
    for (const [ngram, count] of numbers.count(hypothesis, order)) {
      const limit = limits.reduce((most, counts) => Math.max(most, counts.get(ngram) ?? 0), 0);
      matches[order - 1] += Math.min(count, limit);
    }
    totals[order - 1] = Math.max(1, hypothesis.length - order + 1);
  }
  return { matches, totals, hypothesisLength: hypothesis.length, referenceLength };
}

/** BLEU of one hypothesis against several references, tokens as integers. Undefined for no references. */
export function sentenceBleu(
  references: readonly Tokens[],
  hypothesis: Tokens,
  options: BleuOptions = {},
): number | undefined {
  return corpusBleu([references], [hypothesis], options);
}

/**
 * BLEU of a corpus: matches, n-grams and lengths are summed over the hypotheses before the precisions are formed
 * (Papineni et al. 2002). `references[i]` belong to `hypotheses[i]`. Undefined for no hypotheses and where
 * one has no references.
 */
export function corpusBleu(
  references: readonly (readonly Tokens[])[],
  hypotheses: readonly Tokens[],
  options: BleuOptions = {},
): number | undefined {
  const weights = options.weights ?? FOUR_ORDERS;
  const matches = new Float64Array(weights.length);
  const totals = new Float64Array(weights.length);
  let hypothesisLength = 0;
  let referenceLength = 0;
  for (let i = 0; i < hypotheses.length; i++) {
    const counts = bleuCounts(references[i] ?? [], hypotheses[i], weights.length);
    if (counts === undefined) return undefined;
    for (let n = 0; n < weights.length; n++) {
      matches[n] += counts.matches[n];
      totals[n] += counts.totals[n];
    }
    hypothesisLength += counts.hypothesisLength;
    referenceLength += counts.referenceLength;
  }
  if (hypotheses.length === 0) return undefined;
  const counts = { matches, totals, hypothesisLength, referenceLength };
  return bleuScore(counts, weights, options.smoothing ?? NO_SMOOTHING);
}
