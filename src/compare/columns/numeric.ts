import { BLOCKS } from '../../sketch/type-table.ts';
import { type Estimate, estimate, type LeftOut } from '../estimate.ts';
import { leaveEachOut, type Subject } from '../subject.ts';
import type { SortedColumn } from './table-columns.ts';

/** Share cut off at either end before the spread is taken. */
const TRIM = 0.01;

/** A spread of which no more than this share of the human one is left is none: stands in for 0 in logarithms. */
const SMALLEST = 1e-3;

/** Quantile of ascending values by linear interpolation (Hyndman and Fan 1996, type 7). */
export function quantileOf(values: Float64Array, q: number): number {
  const rank = q * (values.length - 1);
  const low = values[Math.floor(rank)];
  return low + (rank - Math.floor(rank)) * (values[Math.ceil(rank)] - low);
}

/** Where a tail of the anchor begins. */
export interface TailCut {
  readonly side: 'low' | 'high';
  /** Share of the anchor beyond it. */
  readonly share: number;
  readonly value: number;
}

/**
 * The cut of a tail, by the anchor's quantile. Undefined where much less than that share of the anchor lies beyond it, as
 * where a value that many rows share stands at the end: there is no tail to lose.
 */
export function tailCut({ values }: SortedColumn, side: TailCut['side'], share: number): TailCut | undefined {
  if (values.length * share < 2) return undefined;
  const value = quantileOf(values, side === 'low' ? share : 1 - share);
  const cut = { side, share, value };
  return countBeyond(values, cut) >= (values.length * share) / 2 ? cut : undefined;
}

function countBeyond(values: Float64Array, { side, value }: TailCut): number {
  let n = 0;
  for (const x of values) if (side === 'low' ? x < value : x > value) n++;
  return n;
}

/** Share of a subject's numbers beyond a cut of the anchor. Undefined where it holds none. */
export function tailShare(
  subject: Subject,
  column: SortedColumn,
  { side, value }: TailCut,
): Estimate | undefined {
  const { values, blocks } = column;
  const all = values.length;
  if (all === 0) return undefined;
  const beyond = new Float64Array(BLOCKS);
  const held = new Float64Array(BLOCKS);
  for (let i = 0; i < all; i++) {
    held[blocks[i]]++;
    if (side === 'low' ? values[i] < value : values[i] > value) beyond[blocks[i]]++;
  }
  const sum = beyond.reduce((a, b) => a + b, 0);
  return estimate(
    sum / all,
    0.5 / all,
    shares(subject, (b) => [sum - beyond[b], all - held[b]]),
  );
}

/** Delete-a-block values of a share; NaN where nothing is left to be a share of. */
function shares(subject: Subject, left: (block: number) => readonly [part: number, of: number]): LeftOut {
  return leaveEachOut(subject.profile, (block) => {
    const [part, of] = left(block);
    return of === 0 ? Number.NaN : part / of;
  });
}

/** Gini's mean difference of ascending values, those of one block left out. Undefined for fewer than two. */
function meanDifference(values: Float64Array, blocks: Uint8Array, out: number): number | undefined {
  let rank = 0;
  let sum = 0;
  let plain = 0;
  for (let i = 0; i < values.length; i++) {
    if (blocks[i] === out) continue;
    sum += ++rank * values[i];
    plain += values[i];
  }
  if (rank < 2) return undefined;
  return (2 * (2 * sum - (rank + 1) * plain)) / (rank * (rank - 1));
}

/** The human spread that others are measured in. Undefined where the column does not vary. */
export function spreadUnit({ values, blocks }: SortedColumn): number | undefined {
  const spread = meanDifference(winsorised(values), blocks, -1);
  return spread !== undefined && spread > 0 && Number.isFinite(spread) ? spread : undefined;
}

/**
 * Spread of a column in units of the anchor's: Gini's mean difference after the lowest and highest 1% are brought in to the
 * quantiles there (winsorised), a scale that a few wild values cannot move. Undefined for fewer than two numbers, and where
 * they lie too far apart for a double.
 */
export function columnSpread(subject: Subject, column: SortedColumn, unit: number): Estimate | undefined {
  const values = winsorised(column.values);
  const spread = meanDifference(values, column.blocks, -1);
  if (spread === undefined || !Number.isFinite(spread / unit)) return undefined;
  const left = leaveEachOut(
    subject.profile,
    (block) => (meanDifference(values, column.blocks, block) ?? Number.NaN) / unit,
  );
  return estimate(spread / unit, SMALLEST, left);
}

/** Centred, too, so that sums of large numbers lose nothing. */
function winsorised(values: Float64Array): Float64Array {
  if (values.length === 0) return values;
  const [low, high, middle] = [TRIM, 1 - TRIM, 0.5].map((q) => quantileOf(values, q));
  return values.map((x) => Math.min(high, Math.max(low, x)) - middle);
}
