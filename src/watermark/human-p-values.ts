import { CLUSTERS, effectiveTexts } from './clusters.ts';

/** Human texts that a bucket must have before its p-values are taken for those of its length. */
export const LEAST_TEXTS = 20;

/** Shares of human texts that p-values are kept for. */
const SHARES = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99] as const;
/** Texts that must lie on either side of a quantile. */
const BESIDE = 5;

/** p-values of human texts, drawn where scores have steps, so that they would be uniform if theory held under this key. */
export interface HumanPValues {
  /** Geometric mean of the positions that count. */
  readonly positions: number;
  /** Independent texts that the median is worth as much as; see `effectiveTexts`. */
  readonly texts: number;
  /** What a share of the texts has a p-value up to. */
  readonly quantiles: readonly { readonly share: number; readonly pValue: number }[];
}

/**
 * What is kept of the p-values of human texts of one bucket; undefined for too few. `pValues` are uniform where theory holds; `clusters`, below `CLUSTERS`, are
 * those of the texts' groups.
 */
export function humanPValues(
  pValues: readonly number[],
  scored: readonly number[],
  clusters: readonly number[] = [],
): HumanPValues | undefined {
  const texts = pValues.length;
  if (texts < LEAST_TEXTS) return undefined;
  const sorted = [...pValues].sort((a, b) => a - b);
  const logs = scored.reduce((sum, positions) => sum + Math.log(positions), 0);
  const median = quantile(sorted, 0.5);
  const counts = { texts: new Array<number>(CLUSTERS).fill(0), above: new Array<number>(CLUSTERS).fill(0) };
  for (const [i, pValue] of pValues.entries()) {
    const cluster = clusters[i] ?? i % CLUSTERS;
    counts.texts[cluster]++;
    if (pValue > median) counts.above[cluster]++;
  }
  return {
    texts: clusters.length === 0 ? texts : effectiveTexts(counts),
    positions: Math.exp(logs / texts),
    quantiles: SHARES.filter((share) => (texts + 1) * Math.min(share, 1 - share) >= BESIDE).map((share) => ({
      share,
      pValue: quantile(sorted, share),
    })),
  };
}

/** The value at rank (n + 1) share, between its neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = (sorted.length + 1) * share - 1;
  const at = Math.floor(rank);
  return sorted[at] + (rank - at) * (sorted[Math.min(at + 1, sorted.length - 1)] - sorted[at]);
}
