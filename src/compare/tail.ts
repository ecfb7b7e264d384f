import type { TypeColumns } from '../sketch/type-table.ts';
import { type Aligned, align } from './align.ts';
import { type Estimate, estimate } from './estimate.ts';
import { Presence } from './presence.ts';
import { commonExamples, type Subject } from './subject.ts';
import { type BlockWalk, walkByBlock } from './walk.ts';

/** Shares of the attested token mass, rarest types first, that tail coverage looks at. */
export const BANDS = [0.1, 0.05, 0.01] as const;

/** A type is attested where at least this many human examples hold it: what one example alone holds may be a slip. */
const ATTESTED = 2;

/** Occurrence counts above this share a level: no band of a tail reaches them. */
const TOP_LEVEL = 4096;

/** Totals by how often the holdout holds a type: `level` = min(count, TOP_LEVEL). */
interface Levels {
  readonly types: Float64Array;
  readonly mass: Float64Array;
  /** Sum of P(seen in the subject) over the types of the level. */
  readonly seen: Float64Array;
}

function level(count: number): number {
  return Math.min(count, TOP_LEVEL);
}

function fill(aligned: Aligned, presence: Presence): Levels {
  const levels = {
    types: new Float64Array(TOP_LEVEL + 1),
    mass: new Float64Array(TOP_LEVEL + 1),
    seen: new Float64Array(TOP_LEVEL + 1),
  };
  for (let t = 0; t < aligned.count.length; t++) {
    if (aligned.documents[t] >= ATTESTED) move(levels, aligned.count[t], presence.of(aligned.found[t]), 1);
  }
  return levels;
}

function move(levels: Levels, count: number, seen: number, sign: number): void {
  const l = level(count);
  levels.types[l] += sign;
  levels.mass[l] += sign * count;
  levels.seen[l] += sign * seen;
}

/**
 * Coverage of each band. A band ends within a level where its mass does, so the types of that level enter with the
 * fraction of them that the band has room for: which of equally frequent types come first is never decided.
 */
function coverage(levels: Levels, bands: readonly number[]): number[] {
  let mass = 0;
  for (const m of levels.mass) mass += m;
  return bands.map((band) => {
    let room = band * mass;
    let types = 0;
    let seen = 0;
    for (let l = 0; l <= TOP_LEVEL && room > 0; l++) {
      if (levels.mass[l] <= 0) continue;
      const share = Math.min(1, room / levels.mass[l]);
      types += share * levels.types[l];
      seen += share * levels.seen[l];
      room -= levels.mass[l];
    }
    return types === 0 ? Number.NaN : seen / types;
  });
}

/** Tail coverage of one subject, a value a band. */
export interface TailCoverage {
  /** One a band. */
  readonly estimates: readonly Estimate[];
  /** Smallest coverage that can be told from none, one a band. */
  readonly floors: readonly number[];
}

/**
 * Tail coverage of one order: the share of the holdout's attested tail types that `commonExamples` examples of the subject
 * are expected to hold, by band of token mass. Errors by leaving out blocks of the subject, then blocks of the holdout.
 * Undefined where the holdout attests no type.
 */
export function tailCoverage(holdout: Subject, subject: Subject, order: number): TailCoverage | undefined {
  const human = holdout.tables.get(order)!.columns;
  const other = subject.tables.get(order)!.columns;
  const { aligned, partner } = align(human, other);
  const presence = new Presence(subject.examples, commonExamples(subject));
  const levels = fill(aligned, presence);
  const values = coverage(levels, BANDS);
  if (values.some(Number.isNaN)) return undefined;

  const own = BANDS.map(() => new Float64Array(64));
  const ownWalk = walkByBlock(other);
  const back = new Int32Array(other.hi.length).fill(-1);
  for (let t = 0; t < partner.length; t++) if (partner[t] >= 0) back[partner[t]] = t;
  const changed = (block: number) =>
    withoutSubjectBlock(block, levels, aligned, presence, other, ownWalk, back);
  spread(own, (block) => (subject.profile.tally.examples[block] > 0 ? changed(block) : undefined));

  const shared = BANDS.map(() => new Float64Array(64));
  const sharedWalk = walkByBlock(human);
  const dropped = (block: number) => withoutHoldoutBlock(block, levels, aligned, presence, human, sharedWalk);
  spread(shared, (block) => (holdout.profile.tally.examples[block] > 0 ? dropped(block) : undefined));

  const floors = tailTypes(levels).map((types) => 0.5 / Math.max(types, 1));
  return {
    estimates: values.map((value, i) =>
      estimate(
        value,
        floors[i],
        { without: own[i], sizes: subject.profile.tally.tokens },
        { without: shared[i], sizes: holdout.profile.tally.tokens },
      ),
    ),
    floors,
  };
}

function spread(into: Float64Array[], leaveOut: (block: number) => number[] | undefined): void {
  for (let block = 0; block < 64; block++) {
    const values = leaveOut(block);
    into.forEach((row, i) => {
      row[block] = values?.[i] ?? Number.NaN;
    });
  }
}

/** A block of the subject only changes what is seen; the levels' types and masses stay. */
function withoutSubjectBlock(
  block: number,
  levels: Levels,
  aligned: Aligned,
  presence: Presence,
  other: TypeColumns,
  walk: BlockWalk,
  back: Int32Array,
): number[] {
  const seen = levels.seen.slice();
  for (let at = walk.offsets[block]; at < walk.offsets[block + 1]; at++) {
    const t = back[walk.type[at]];
    if (t < 0 || aligned.documents[t] < ATTESTED) continue;
    const left = aligned.found[t] - other.documents[walk.pair[at]];
    seen[level(aligned.count[t])] += presence.of(left) - presence.of(aligned.found[t]);
  }
  return coverage({ ...levels, seen }, BANDS);
}

/** A block of the holdout moves types to lower levels, or out of the attested ones. */
function withoutHoldoutBlock(
  block: number,
  levels: Levels,
  aligned: Aligned,
  presence: Presence,
  human: TypeColumns,
  walk: BlockWalk,
): number[] {
  const left = { types: levels.types.slice(), mass: levels.mass.slice(), seen: levels.seen.slice() };
  for (let at = walk.offsets[block]; at < walk.offsets[block + 1]; at++) {
    const t = walk.type[at];
    if (aligned.documents[t] < ATTESTED) continue;
    const seen = presence.of(aligned.found[t]);
    move(left, aligned.count[t], seen, -1);
    const pair = walk.pair[at];
    if (aligned.documents[t] - human.documents[pair] >= ATTESTED)
      move(left, aligned.count[t] - human.count[pair], seen, 1);
  }
  return coverage(left, BANDS);
}

function tailTypes(levels: Levels): number[] {
  let mass = 0;
  for (const m of levels.mass) mass += m;
  return BANDS.map((band) => {
    let room = band * mass;
    let types = 0;
    for (let l = 0; l <= TOP_LEVEL && room > 0; l++) {
      if (levels.mass[l] <= 0) continue;
      types += Math.min(1, room / levels.mass[l]) * levels.types[l];
      room -= levels.mass[l];
    }
    return types;
  });
}
