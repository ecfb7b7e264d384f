/** Counts above this say nothing more: their types are surely seen again. */
const MOST = 12;

/**
 * The jackknife overstates the variance of counts of seen types: a type that two blocks hold is counted twice (Efron and Stein
 * 1981: it is biased upwards). For types that occur as a Poisson process, both its expectation and the true variance have
 * unbiased estimates from the counts d of examples (or tokens) that hold each type, when each of them is drawn with chance f:
 * the true variance of `1 - (1-f)^d` is estimated by `(1-f)^(2d) - (1-2f)^d` (at f = 1 the series f1 - f2 + f3 - ... of Good
 * and Toulmin 1956), what the jackknife finds by `d f^2 (1-f)^(2d-2)`. The ratio of their sums is what is left of a jackknife
 * variance; how examples cluster in blocks stays in it.
 * @param counts d of each type; 0 is passed over. @param weights share of each type, 1 where absent. @param fraction f, in (0, 1].
 * @returns within 0.5 and 1.
 */
export function presenceCorrection(
  counts: ArrayLike<number>,
  fraction: number,
  weights?: ArrayLike<number>,
): number {
  const miss = 1 - fraction;
  let variance = 0;
  let jackknife = 0;
  for (let i = 0; i < counts.length; i++) {
    const d = counts[i];
    if (d === 0 || d > MOST) continue;
    const weight = weights?.[i] ?? 1;
    variance += weight * (miss ** (2 * d) - (1 - 2 * fraction) ** d);
    jackknife += weight * d * fraction * fraction * miss ** (2 * d - 2);
  }
  return jackknife > 0 ? Math.min(1, Math.max(0.5, variance / jackknife)) : 1;
}

/**
 * The same for the number of singletons f1, whose jackknife expects f1 + 2 f2. The true variance is the sum of
 * `q (1 - q)`, q = l e^-l over the rates l of the types; with regularly varying rates of index a = 1 - 2 f2/f1 (Karlin 1967)
 * the sum of q^2 is f1 (1-a) 2^(a-2). Half of that correction is made: simulation shows that the whole overshoots where words
 * cluster in examples (docs/calibration.md).
 */
export function singletonCorrection(singletons: number, doubletons: number): number {
  if (singletons === 0) return 1;
  const index = Math.min(1, Math.max(0, 1 - (2 * doubletons) / singletons));
  const repeated = (1 - index) * 2 ** (index - 2);
  const whole = (1 - repeated) / (1 + (2 * doubletons) / singletons);
  return Math.min(1, (1 + whole) / 2);
}
