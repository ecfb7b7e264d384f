import { studentQuantile } from './student-t.ts';

/** Indices of the groups that hold anything; all where no sizes are given. */
function nonEmpty(groups: number, sizes: ArrayLike<number> | undefined): number[] {
  const used: number[] = [];
  for (let b = 0; b < groups; b++) if (sizes === undefined || sizes[b] > 0) used.push(b);
  return used;
}

/**
 * Delete-a-group jackknife variance `(B-1)/B sum_b (est_(-b) - mean)^2` (Shao and Tu 1995; Wolter 2007, chapter 4), B the number of non-empty groups. `leftOut[b]` is the estimate without group b, `sizes[b]` the group's size:
 * empty groups are passed over. Undefined for fewer than two groups, and where an estimate does not exist.
 */
export function jackknifeVariance(
  leftOut: ArrayLike<number | undefined>,
  sizes?: ArrayLike<number>,
): number | undefined {
  const used = nonEmpty(leftOut.length, sizes);
  const vectors = used.map((b) => (leftOut[b] === undefined ? undefined : [leftOut[b]]));
  return spreadOf(vectors, 1)?.[0];
}

/**
 * The same for an estimate of `d` numbers: the row-major d x d covariance matrix of the estimate, variances on its
 * diagonal. Undefined for fewer than two groups, and where an estimate does not exist.
 */
export function jackknifeCovariance(
  leftOut: readonly (ArrayLike<number> | undefined)[],
  sizes?: ArrayLike<number>,
): Float64Array | undefined {
  const vectors = nonEmpty(leftOut.length, sizes).map((b) => leftOut[b]);
  return spreadOf(vectors, vectors[0]?.length ?? 0);
}

function spreadOf(vectors: readonly (ArrayLike<number> | undefined)[], d: number): Float64Array | undefined {
  const groups = vectors.length;
  if (groups < 2) return undefined;
  const means = new Float64Array(d);
  for (const vector of vectors) {
    if (vector === undefined) return undefined;
    for (let i = 0; i < d; i++) means[i] += vector[i] / groups;
  }
  const spread = new Float64Array(d * d);
  const scale = (groups - 1) / groups;
  for (const vector of vectors as readonly ArrayLike<number>[]) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++)
        spread[i * d + j] += scale * (vector[i] - means[i]) * (vector[j] - means[j]);
    }
  }
  return spread.every(Number.isFinite) ? spread : undefined;
}

/**
 * Variance of an estimate from several independent samples: the sum of the variances that arise from deleting groups of
 * one sample at a time (Arvesen 1969). Undefined where one of them is, or for none.
 */
export function multiSampleVariance(variances: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const variance of variances) {
    if (variance === undefined) return undefined;
    sum += variance;
  }
  return variances.length === 0 ? undefined : sum;
}

/**
 * Degrees of freedom of such a sum: `(sum v)^2 / sum(v^2/(B-1))` (Satterthwaite 1946), B the non-empty groups of each
 * sample. Undefined where the sum is zero.
 */
export function effectiveFreedom(
  variances: readonly number[],
  groups: readonly number[],
): number | undefined {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < variances.length; i++) {
    sum += variances[i];
    squares += (variances[i] * variances[i]) / (groups[i] - 1);
  }
  return sum > 0 ? (sum * sum) / squares : undefined;
}

/** `estimate -+ t sqrt(variance)` at level 1 - alpha, t with `freedom` degrees: B - 1 for one sample of B groups. */
export function studentInterval(
  estimate: number,
  variance: number,
  freedom: number,
  alpha: number,
): [low: number, high: number] {
  const reach = studentQuantile(1 - alpha / 2, freedom) * Math.sqrt(variance);
  return [estimate - reach, estimate + reach];
}
