import { REASONS, type Reason, type Removals } from './removals.ts';

/** Counts of a de-duplication. */
export interface DedupCounts {
  readonly examples: number;
  readonly kept: number;
  readonly removed: number;
  /** Removed examples by reason. */
  readonly reasons: Readonly<Record<Reason, number>>;
  /** Clusters of two examples or more, and the examples of the largest. */
  readonly clusters: number;
  readonly largest: number;
  /** Removed examples less similar to what stays than the threshold: joined to it through others. */
  readonly throughOthers: number;
}

/** Counts removals; `examples`: all of the corpus. */
export function countRemovals(removals: Removals, examples: number, threshold: number): DedupCounts {
  const { reason, kept, similarity, keptEnd } = removals.columns;
  const reasons = Object.fromEntries(REASONS.map((name) => [name, 0])) as Record<Reason, number>;
  // By what stays: no map, which ends at 2^24 entries.
  const sizes = new Uint32Array(keptEnd.length);
  let throughOthers = 0;
  for (let i = 0; i < reason.length; i++) {
    const name = REASONS[reason[i]];
    reasons[name]++;
    if (name !== 'exact' && name !== 'near') continue;
    sizes[kept[i]]++;
    if (similarity[i] < threshold - 1e-6) throughOthers++;
  }
  let clusters = 0;
  let largest = 0;
  for (const size of sizes) {
    if (size === 0) continue;
    clusters++;
    largest = Math.max(largest, size + 1);
  }
  return {
    examples,
    kept: examples - reason.length,
    removed: reason.length,
    reasons,
    clusters,
    largest,
    throughOthers,
  };
}
