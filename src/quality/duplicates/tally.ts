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
  const { reason, kept, similarity } = removals.columns;
  const reasons = Object.fromEntries(REASONS.map((name) => [name, 0])) as Record<Reason, number>;
  const sizes = new Map<number, number>();
  let throughOthers = 0;
  for (let i = 0; i < reason.length; i++) {
    const name = REASONS[reason[i]];
    reasons[name]++;
    if (name !== 'exact' && name !== 'near') continue;
    sizes.set(kept[i], (sizes.get(kept[i]) ?? 1) + 1);
    if (similarity[i] < threshold - 1e-6) throughOthers++;
  }
  let largest = 0;
  for (const size of sizes.values()) largest = Math.max(largest, size);
  return {
    examples,
    kept: examples - reason.length,
    removed: reason.length,
    reasons,
    clusters: sizes.size,
    largest,
    throughOthers,
  };
}
