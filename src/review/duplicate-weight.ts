/** Most that a near-duplicate counts, and what an exact copy does: there is nothing to look at but whether it was meant. */
const MOST = 0.7;
const EXACT = 0.3;

/** Similarities between which it takes a person to say whether two texts are the same. */
const DOUBTFUL = [0.7, 1] as const;

/** How much a decision about a near-duplicate tells, by the estimated similarity: most where it is doubtful, least for a plain copy. */
export function duplicateWeight(similarity: number): number {
  const [from, to] = DOUBTFUL;
  const certainty = Math.min(1, Math.max(0, (similarity - from) / (to - from)));
  return MOST - (MOST - EXACT) * certainty;
}
