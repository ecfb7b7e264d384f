/** What a model's distribution before each token says of the token that could have come: moments of ln p under the model itself. */
export interface TokenMoments {
  /** ln p of the tokens that stand there. */
  readonly logprobs: ArrayLike<number>;
  /** Mean of ln p of a token drawn from the model: the negative entropy. */
  readonly means: ArrayLike<number>;
  /** Variance of ln p of a token drawn from the model. */
  readonly variances: ArrayLike<number>;
}

/**
 * Conditional probability curvature in its analytic form (Bao et al. 2024, "Fast-DetectGPT", with one model for sampling and scoring):
 *
 *     d = sum(ln p - mean) / sqrt(sum(variance))
 *
 * How much likelier the tokens are than tokens that the model would draw in their places, in standard deviations. Of text that was drawn from the
 * model at temperature 1 it has mean 0 and variance 1; lower temperatures raise it, people lower it. Undefined where the model never had a choice.
 */
export function probabilityCurvature({ logprobs, means, variances }: TokenMoments): number | undefined {
  let excess = 0;
  let variance = 0;
  for (let i = 0; i < logprobs.length; i++) {
    excess += logprobs[i] - means[i];
    variance += variances[i];
  }
  return variance > 0 ? excess / Math.sqrt(variance) : undefined;
}

/** Mean and variance of ln p. */
export interface LogMoments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Moments of ln p under a distribution of which the `logprobs` of some tokens are known. What they leave of the whole is spread evenly over
 * the `others` tokens that are not named; where their number is not known, or none is left, the named ones are taken for all. Undefined without a token
 * of probability above 0.
 */
export function logMoments(logprobs: readonly number[], others?: number): LogMoments | undefined {
  const known = logprobs.filter((value) => value > Number.NEGATIVE_INFINITY);
  const mass = known.reduce((sum, value) => sum + Math.exp(value), 0);
  if (!(mass > 0)) return undefined;
  const rest = others !== undefined && others > 0 ? Math.max(0, 1 - mass) : 0;
  const scale = Math.log(mass + rest);
  let [mean, square] = [0, 0];
  const add = (p: number, value: number) => {
    mean += p * value;
    square += p * value * value;
  };
  for (const value of known) add(Math.exp(value - scale), value - scale);
  if (rest > 0) add(rest / Math.exp(scale), Math.log(rest / others!) - scale);
  return { mean, variance: Math.max(0, square - mean * mean) };
}
