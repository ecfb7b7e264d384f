import { binomialTails, normalUpperTail } from '../binomial.ts';
import type { Judgement } from '../scheme.ts';

/** What is made of the bits of a text: what each token adds, and what the sum says. */
export interface BitStatistic {
  value(bits: Uint8Array): number;
  judge(scored: number, sum: number): Judgement;
}

/** The mean bit. Without a mark the ones are Binomial(n depth, share). */
export function meanBits(depth: number, share: number): BitStatistic {
  return {
    value(bits) {
      let ones = 0;
      for (let layer = 0; layer < depth; layer++) ones += bits[layer];
      return ones;
    },
    judge: (scored, ones) => ({
      score: ones / (scored * depth),
      ...binomialTails(ones, scored * depth, share),
    }),
  };
}

/** Weights 10 to 1 from the first layer to the last, evenly spaced, scaled to a sum of `depth`. */
export function fallingWeights(depth: number): Float64Array {
  const weights = Float64Array.from({ length: depth }, (_, i) =>
    depth === 1 ? 10 : 10 - (9 * i) / (depth - 1),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight * depth) / sum);
}

/**
 * The mean of weighted bits. Without a mark its mean is `share`, and the tail is that of a normal distribution: a sum of bounded bits has
 * a lighter one.
 */
export function weightedBits(
  depth: number,
  share: number,
  weights: Float64Array = fallingWeights(depth),
): BitStatistic {
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    value(bits) {
      let sum = 0;
      for (let layer = 0; layer < depth; layer++) sum += weights[layer] * bits[layer];
      return sum;
    },
    judge(scored, sum) {
      const z = (sum - scored * share * total) / Math.sqrt(scored * share * (1 - share) * squares);
      return { score: sum / (scored * depth), pValue: normalUpperTail(z) };
    },
  };
}

/** Parameters of DeepMind's Bayesian detector, as it learns them for one model and one set of keys. */
export interface BayesianWeights {
  /** Share of marked texts before anything is seen, above 0 and below 1. */
  readonly prior: number;
  /** One a layer. */
  readonly beta: readonly number[];
  /** A row a layer: what the bits of the layers before it add. */
  readonly delta: readonly (readonly number[])[];
}

/**
 * The posterior probability of a mark under trained weights: for each bit g, P(g | marked) = 0.5 ((g + 0.5) p2 + 1 - p2) with p2 = sigmoid(beta +
 * delta . bits of the layers before), against 0.5. No p-value: what the posterior is worth must be calibrated.
 */
export function bayesianBits(depth: number, { prior, beta, delta }: BayesianWeights): BitStatistic {
  const odds = Math.min(1 - 1e-5, Math.max(1e-5, prior));
  const before = Math.log(odds) - Math.log(1 - odds);
  return {
    value(bits) {
      let sum = 0;
      for (let layer = 0; layer < depth; layer++) {
        const row = delta[layer];
        let latent = beta[layer];
        for (let other = 0; other < layer; other++) if (bits[other] === 1) latent += row[other];
        const two = 1 / (1 + Math.exp(-latent));
        sum += Math.log(Math.max(1e-30, 0.5 * ((bits[layer] + 0.5) * two + 1 - two))) - Math.log(0.5);
      }
      return sum;
    },
    judge: (_, sum) => ({ score: 1 / (1 + Math.exp(-(before + sum))) }),
  };
}
