/** Mixture weights of the frontier, and the scale of divergences, of MAUVE. */
const WEIGHTS = 25;
const MARGIN = 1e-6;
export const MAUVE_SCALE = 5;

/** Kullback-Leibler divergence of p from a mixture that is nowhere 0 where p is not. */
function divergenceFrom(p: ArrayLike<number>, q: ArrayLike<number>, weight: number, first: boolean): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const own = first ? p[i] : q[i];
    if (own > 0) sum += own * Math.log(own / (weight * p[i] + (1 - weight) * q[i]));
  }
  return Math.max(0, sum);
}

/** Area under points from (0, 1) to (1, 0) by trapezoids; of equal x, the higher y stands first. */
function area(points: readonly (readonly [number, number])[]): number {
  const all = [[0, 1] as const, ...points, [1, 0] as const].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let sum = 0;
  for (let i = 1; i < all.length; i++) sum += ((all[i][0] - all[i - 1][0]) * (all[i][1] + all[i - 1][1])) / 2;
  return sum;
}

/**
 * MAUVE of two histograms that sum to 1 (Pillutla et al. 2021): the area under the divergence curve
 * (exp(-c KL(q|r)), exp(-c KL(p|r))), r the mixtures of p and q at 25 weights, the mean of the areas over either axis. 1 for equal histograms,
 * near 0 for disjoint ones. No smoothing.
 */
export function mauve(p: ArrayLike<number>, q: ArrayLike<number>, scale = MAUVE_SCALE): number {
  const points = Array.from({ length: WEIGHTS }, (_, i) => {
    const weight = MARGIN + ((1 - 2 * MARGIN) * i) / (WEIGHTS - 1);
    const x = Math.exp(-scale * divergenceFrom(p, q, weight, false));
    return [x, Math.exp(-scale * divergenceFrom(p, q, weight, true))] as const;
  });
  return (area(points) + area(points.map(([x, y]) => [y, x] as const))) / 2;
}

/**
 * Frontier integral of two histograms that sum to 1 (Liu et al. 2021): twice the mean over mixture weights w, uniform on 0 to 1, of
 * w KL(p|r) + (1-w) KL(q|r). In closed form a bin adds (p+q)/2 - pq (ln p - ln q)/(p-q). From 0, equal, to 1, disjoint.
 */
export function frontierIntegral(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const mean = (p[i] + q[i]) / 2;
    const difference = p[i] - q[i];
    // Nearly equal: the first term of the series, where the closed form cancels.
    if (Math.abs(difference) < 1e-4 * mean) sum += difference ** 2 / (12 * mean);
    else sum += mean - (p[i] > 0 && q[i] > 0 ? (p[i] * q[i] * Math.log(p[i] / q[i])) / difference : 0);
  }
  return Math.max(0, sum);
}
