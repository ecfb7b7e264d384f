import { type Estimate, estimate } from './estimate.ts';
import { blockSums, leftOut, type Tallies } from './tallies.ts';

const xlogx = (x: number) => (x > 0 ? x * Math.log(x) : 0);

/**
 * Jensen-Shannon divergence in nats between the n-grams of a sample and of the holdout, weighted by their sizes (Lin 1991):
 * `H(pooled) - (N H(P) + K H(Q)) / (N + K)`, at equal sizes the usual one. Both samples are finite, so that two samples of
 * one source give more than 0: only a ratio to human against human says something. Undefined where either is empty.
 */
export function jensenShannon(subject: Tallies, holdout: Tallies): Estimate | undefined {
  if (subject.total === 0 || holdout.total === 0) return undefined;
  const own = blockSums(subject, (_, n) => xlogx(n));
  const other = blockSums(holdout, (_, n) => xlogx(n)).sum;
  // The pooled sum differs from the subject's own terms by what the holdout adds to each of its types.
  const pooledBySubject = blockSums(
    subject,
    (t, n) => xlogx(n + holdout.counts[t]) - xlogx(holdout.counts[t]),
  );
  const n = subject.total;
  const k = holdout.total;
  const value = divergence(own.sum, other, other + pooledBySubject.sum, n, k);
  const withoutSubject = leftOut(subject, (b) =>
    divergence(own.without[b], other, other + pooledBySubject.without[b], n - subject.totalByBlock[b], k),
  );
  return estimate(value, 1e-6, withoutSubject);
}

/** From the sums of c ln c over the types of each sample and of the pooled one. N H(P) = N ln N - sum. */
function divergence(own: number, other: number, pooled: number, n: number, k: number): number {
  const all = n + k;
  return (xlogx(all) - pooled - (xlogx(n) - own) - (xlogx(k) - other)) / all;
}
