/** Parts that groups of texts fall into by their hash, as the blocks of a profile do. */
export const CLUSTERS = 64;

/** Texts by cluster, and how many of them are above one half. */
export interface Clustered {
  readonly texts: readonly number[];
  readonly above: readonly number[];
}

/**
 * Independent texts that are worth as much as these are for their share above one half: their number over the design effect, which is the variance of that share
 * between clusters over what independent texts would give (Kish 1965, "Survey sampling"; Rao and Scott 1992, "A simple method for the
 * analysis of clustered binary data"). Texts of one author or source are alike under a key. Never more than there are; as many where all are
 * of one cluster, or on one side.
 */
export function effectiveTexts({ texts, above }: Clustered): number {
  const total = texts.reduce((sum, own) => sum + own, 0);
  const share = above.reduce((sum, own) => sum + own, 0) / total;
  const squares = texts.reduce((sum, own) => sum + own * own, 0);
  const expected = share * (1 - share) * (total - squares / total);
  if (!(expected > 0)) return total;
  const found = texts.reduce((sum, own, i) => sum + (above[i] - share * own) ** 2, 0);
  return total / Math.max(1, found / expected);
}
