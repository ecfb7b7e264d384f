import { align } from '../../compare/align.ts';
import { Presence } from '../../compare/presence.ts';
import type { Subject } from '../../compare/subject.ts';
import { bandWeights } from '../../compare/tail.ts';
import { mixEquivalent } from './equivalent-sample.ts';

/** How much human data to bring back, and what that holds of the human tail. */
export interface BringBack {
  /** Smallest share of human tokens in each of the coming training sets, 0 to 1. */
  readonly humanShare: number;
  /** Tokens of human text that is, in a set of the common size. */
  readonly humanTokens: number;
  /** What the poorest of the sets holds of the tail, against a human set of the same size. */
  readonly coverage: number;
  /** Training sets that are looked ahead. */
  readonly generations: number;
  /** The share that would do for the next set alone. */
  readonly nextShare: number;
}

export interface BringBackOptions {
  /** Share of the tail that is to be kept, of what human text alone of that size holds. */
  readonly keep: number;
  /** Training sets to look ahead, from 1. */
  readonly generations: number;
}

/** Bisection ends at this. */
const PRECISION = 1e-3;

/** Tail of the holdout: the rarest attested types that hold this share of the attested tokens. */
const TAIL = 0.1;

/** Tail types that reservoir and generation hold in the same numbers of examples. */
interface Cell {
  readonly human: number;
  readonly made: number;
  readonly types: number;
}

/**
 * The smallest share r of fresh human text for which each of the coming training sets is expected to hold at least `keep` of the tail
 * types that human text alone of that size holds. The next set is a mix of r human and 1 - r generated examples, and misses a type
 * if both parts do; each later one is r human text and the rest written by a model of the set before. What any of them holds is
 * worth `mixEquivalent` examples of both, so that both are known by Hurlbert's formula over examples, as in tail coverage. Chance is
 * all that takes in between: a learner that loses more needs more. Undefined where the holdout attests no type, and where the
 * reservoir holds none of its tail.
 */
export function bringBack(
  holdout: Subject,
  reservoir: Subject,
  generation: Subject,
  { keep, generations }: BringBackOptions,
): BringBack | undefined {
  const cells = tailCells(holdout, reservoir, generation);
  if (cells.length === 0) return undefined;
  const held = (share: number, ahead: number) => covered(cells, reservoir, generation, share, ahead);
  const whole = held(1, 1);
  if (whole === 0) return undefined;
  const sets = Array.from({ length: generations }, (_, j) => j + 1);
  const nextShare = leastShare(0, (share) => held(share, 1) >= keep * whole);
  const humanShare = leastShare(nextShare, (share) => sets.every((j) => held(share, j) >= keep * whole));
  const tokens = generation.tokens * generation.fraction;
  return {
    humanShare,
    humanTokens: Math.ceil(humanShare * tokens),
    coverage: Math.min(...sets.map((j) => held(humanShare, j))) / whole,
    generations,
    nextShare,
  };
}

/** From `least` on. */
function leastShare(least: number, enough: (share: number) => boolean): number {
  if (enough(least)) return least;
  let low = least;
  let high = 1;
  while (high - low > PRECISION) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Share of the tail types that the training set `ahead` generations from now is expected to hold. */
function covered(
  cells: readonly Cell[],
  reservoir: Subject,
  generation: Subject,
  share: number,
  ahead: number,
): number {
  const { human, generated } = mixEquivalent(share, ahead);
  const fromHuman = presence(reservoir, human);
  const fromMade = presence(generation, generated);
  let all = 0;
  let missed = 0;
  for (const cell of cells) {
    all += cell.types;
    missed += cell.types * (1 - fromHuman.of(cell.human)) * (1 - fromMade.of(cell.made));
  }
  return 1 - missed / all;
}

function presence(subject: Subject, share: number): Presence {
  return new Presence(subject.examples, subject.examples * subject.fraction * share);
}

function tailCells(holdout: Subject, reservoir: Subject, generation: Subject): Cell[] {
  const columns = holdout.tables.get(1)!.columns;
  const { aligned } = align(columns, reservoir.tables.get(1)!.columns);
  const made = align(columns, generation.tables.get(1)!.columns).aligned.found;
  const weights = bandWeights(aligned, TAIL);
  const cells = new Map<string, Cell>();
  weights?.forEach((types, t) => {
    if (types === 0) return;
    const cell = { human: aligned.found[t], made: made[t] };
    const key = `${cell.human} ${cell.made}`;
    cells.set(key, { ...cell, types: types + (cells.get(key)?.types ?? 0) });
  });
  return [...cells.values()];
}
