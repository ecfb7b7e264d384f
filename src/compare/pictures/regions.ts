import { Rng } from '../../base/rng.ts';
import { kMeans } from '../../stats/k-means.ts';
import type { Cloud } from '../space/cloud.ts';

/** Human examples of a region, at the least on average, and most regions. */
const REGION_EXAMPLES = 60;
const MOST_REGIONS = 24;
const FEWEST_REGIONS = 4;

/** A part of the space of human examples. */
export interface Region {
  /** Indices into the human cloud. */
  readonly members: readonly number[];
  /** Members that the generation covers, and that other human examples, as many, cover. */
  readonly covered: number;
  readonly baseline: number;
}

/** A region that other human examples fill and the generation hardly reaches: at most this part of the baseline. */
const EMPTY = 0.25;

/** Fewer members that the baseline covers say nothing of a region. */
const FEWEST_COVERED = 8;

/**
 * The human examples in regions (k-means from a fixed seed), by how much of each the generation lost against the baseline, most
 * members lost first. `covered` and `baseline` tell of each human example whether the generation and other human examples cover it.
 */
export function regionsOf(human: Cloud, covered: Uint8Array, baseline: Uint8Array): Region[] {
  const wanted = Math.round(human.count / REGION_EXAMPLES);
  const k = Math.max(FEWEST_REGIONS, Math.min(MOST_REGIONS, wanted));
  const cluster = kMeans(human, k, new Rng('regions'));
  const members = Array.from({ length: k }, (): number[] => []);
  for (let i = 0; i < human.count; i++) members[cluster[i]].push(i);
  const count = (of: readonly number[], flags: Uint8Array) => of.reduce((sum, i) => sum + flags[i], 0);
  return members
    .filter((of) => of.length > 0)
    .map((of) => ({ members: of, covered: count(of, covered), baseline: count(of, baseline) }))
    .sort((a, b) => b.baseline - b.covered - (a.baseline - a.covered) || a.members[0] - b.members[0]);
}

/** True where the generation hardly reaches a region that human examples fill. */
export function isEmpty({ covered, baseline }: Region): boolean {
  return baseline >= FEWEST_COVERED && covered <= EMPTY * baseline;
}
