import type { Profile } from '../../profile/profile.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import {
  addRow,
  correlationDistance,
  midRanks,
  type RankSums,
  rankCorrelations,
  rankSums,
} from '../../stats/rank-correlation.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { leaveEachOut, type Subject } from '../subject.ts';
import { tableOf } from './table-columns.ts';

/** Columns whose correlations are looked at, at most: the first by name. */
export const MOST_CORRELATED = 48;

/** Pairs of columns with fewer rows in common than this say nothing of one another. */
const FEWEST_COMMON = 20;

/** Rank correlations of a table's first rows by hash. */
export interface Correlations {
  /** Row-major; NaN for columns that do not vary, or have too few rows in common. */
  readonly matrix: Float64Array;
  /** Rows that hold both columns of a pair. */
  readonly common: Float64Array;
  readonly sums: RankSums;
  readonly byBlock: readonly RankSums[];
  readonly rows: number;
}

/** The correlations of the named columns over at most `rows` rows. */
export function correlationsOf(profile: Profile, columns: readonly string[], rows: number): Correlations {
  const d = columns.length;
  const taken = (tableOf(profile)?.rows ?? []).slice(0, rows);
  const ranks = columns.map((column) =>
    centred(midRanks(taken.map(({ values }) => values.get(column) ?? Number.NaN))),
  );
  const sums = rankSums(d);
  const byBlock = Array.from({ length: BLOCKS }, () => rankSums(d));
  const row = new Float64Array(d);
  const common = new Float64Array(d * d);
  taken.forEach(({ block }, i) => {
    for (let c = 0; c < d; c++) row[c] = ranks[c][i];
    addRow(sums, row);
    addRow(byBlock[block], row);
    addHeld(common, row);
  });
  const known = rankCorrelations(sums, d).map((r, pair) => (common[pair] < FEWEST_COMMON ? Number.NaN : r));
  return { matrix: known, common, sums, byBlock, rows: taken.length };
}

function addHeld(common: Float64Array, row: Float64Array): void {
  const d = row.length;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) if (!Number.isNaN(row[i] + row[j])) common[i * d + j]++;
  }
}

function centred(ranks: Float64Array): Float64Array {
  const held = ranks.filter((rank) => !Number.isNaN(rank)).length;
  return ranks.map((rank) => rank - (held + 1) / 2);
}

/**
 * How far the rank correlations of a subject lie from those of the human table: root mean square over pairs of columns (the
 * Frobenius distance, made independent of their number), with the variance 1/n of a rank correlation of nothing over n common
 * rows added to the square, so that a sample which happens to agree is not infinitely like. Two samples of one source have more
 * than 0: only the ratio to human against human says something. Undefined where no pair of columns varies.
 */
export function correlationShift(
  subject: Subject,
  human: Correlations,
  columns: readonly string[],
  rows: number,
): Estimate | undefined {
  const d = columns.length;
  const own = correlationsOf(subject.profile, columns, rows);
  // The same pairs for the value and for what it is without a block.
  const known = human.matrix.map((r, pair) => (Number.isNaN(own.matrix[pair]) ? Number.NaN : r));
  const value = correlationDistance(own.matrix, known, d);
  if (value === undefined) return undefined;
  const noise = meanOver(known, (pair) => 1 / own.common[pair], d);
  const raised = (distance: number) => Math.sqrt(distance * distance + noise);
  const without = leaveEachOut(subject.profile, (block) =>
    raised(correlationDistance(rankCorrelations(own.sums, d, own.byBlock[block]), known, d) ?? Number.NaN),
  );
  return estimate(raised(value), 1e-6, without);
}

/** Mean over the pairs of columns that are known; there must be one. */
function meanOver(known: Float64Array, of: (pair: number) => number, d: number): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < d; i++) {
    for (let j = i + 1; j < d; j++) {
      if (Number.isNaN(known[i * d + j])) continue;
      sum += of(i * d + j);
      pairs++;
    }
  }
  return sum / pairs;
}

/** A pair of columns whose rank correlation changed. */
export interface CorrelationChange {
  readonly columns: readonly [string, string];
  readonly human: number;
  readonly generation: number;
}

/** Changes surely above this are told. */
const LEAST_CHANGE = 0.1;

/** Standard errors of a change that is no accident among a thousand pairs. */
const SURE = 4;

/** The pairs whose correlation changed most, by Fisher's transformation (1921) surely; largest change first. */
export function largestChanges(
  human: Correlations,
  own: Correlations,
  columns: readonly string[],
  most: number,
): CorrelationChange[] {
  const d = columns.length;
  const changes: CorrelationChange[] = [];
  for (let i = 0; i < d; i++) {
    for (let j = i + 1; j < d; j++) {
      const pair = i * d + j;
      const [a, b] = [human.matrix[pair], own.matrix[pair]];
      const error = Math.sqrt(1 / (human.common[pair] - 3) + 1 / (own.common[pair] - 3));
      const z = Math.abs(Math.atanh(clamped(a)) - Math.atanh(clamped(b))) / error;
      if (z > SURE && Math.abs(a - b) > LEAST_CHANGE)
        changes.push({ columns: [columns[i], columns[j]], human: a, generation: b });
    }
  }
  return changes
    .sort((x, y) => Math.abs(y.human - y.generation) - Math.abs(x.human - x.generation))
    .slice(0, most);
}

function clamped(r: number): number {
  return Math.max(-0.999, Math.min(0.999, r));
}
