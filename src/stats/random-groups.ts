/**
 * Random-groups variance of an estimate, `sum_a (est_a - centre)^2 / (k (k-1))` over the estimates of k groups, each from
 * its own group alone (Wolter 2007, chapter 2). `centre` is the mean of the groups unless given; with the
 * estimate of the whole sample as centre it is the conservative form. Groups without an estimate are passed over.
 * Undefined for fewer than two groups.
 */
export function randomGroupsVariance(
  estimates: ArrayLike<number | undefined>,
  centre?: number,
): number | undefined {
  const known: number[] = [];
  for (let a = 0; a < estimates.length; a++) {
    const estimate = estimates[a];
    if (estimate !== undefined) known.push(estimate);
  }
  if (known.length < 2) return undefined;
  const middle = centre ?? known.reduce((sum, estimate) => sum + estimate, 0) / known.length;
  const squares = known.reduce((sum, estimate) => sum + (estimate - middle) ** 2, 0);
  return squares / (known.length * (known.length - 1));
}
