import type { CategoricalModel } from '../learners/categorical.ts';
import type { GaussianModel } from '../learners/gaussian-model.ts';
import type { Points } from '../learners/points.ts';
import type { DensityPicture, RankPicture } from './frame.ts';

const MOST_DRAWS = 200;
const MOST_RANKS = 300;

/** The first dimension of a Gaussian. */
export function densityPicture(
  { mean, lower }: GaussianModel,
  { values, dimensions }: Points,
): DensityPicture {
  const drawn = Math.min(MOST_DRAWS, values.length / dimensions);
  return {
    kind: 'density',
    mean: mean[0],
    deviation: lower[0],
    draws: Array.from({ length: drawn }, (_, i) => values[i * dimensions]),
  };
}

/** `model` beside `truth`, whose categories are ranked and all of probability above 0. */
export function categoryPicture(model: CategoricalModel, truth: CategoricalModel): RankPicture {
  const shares = new Float64Array(truth.categories);
  for (const [at, category] of model.support.entries()) shares[category] = model.probabilities[at];
  return rankPicture(truth.probabilities, shares);
}

/** Shares of a model beside those of the truth, both by rank of the truth. */
export function rankPicture(truth: ArrayLike<number>, shares: ArrayLike<number>): RankPicture {
  const ranks = shownRanks(truth.length);
  let alive = 0;
  for (let i = 0; i < truth.length; i++) if (shares[i] > 0) alive++;
  return {
    kind: 'ranks',
    ranks,
    truth: ranks.map((rank) => truth[rank - 1]),
    shares: ranks.map((rank) => shares[rank - 1] ?? 0),
    alive,
    of: truth.length,
  };
}

/** All ranks up to `of`, or as many as can be drawn, at even distances on a logarithmic axis. */
export function shownRanks(of: number): number[] {
  if (of <= MOST_RANKS) return Array.from({ length: of }, (_, i) => i + 1);
  const ranks = new Set<number>();
  const step = of ** (1 / (MOST_RANKS - 1));
  for (let i = 0; i < MOST_RANKS; i++) ranks.add(Math.min(of, Math.round(step ** i)));
  return [...ranks];
}
