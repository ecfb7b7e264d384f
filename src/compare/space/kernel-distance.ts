import { BLOCKS } from '../../sketch/type-table.ts';
import { eachTile } from '../../stats/pairwise.ts';
import type { Estimate } from '../estimate.ts';
import { logDeviations, sumOfSquares } from '../estimate.ts';
import { type Cloud, eachBlockOut, firstOf } from './cloud.ts';

/** Examples that the distance is taken of: more would cost time and tell little. */
export const KERNEL_EXAMPLES = 2500;

/** Sums of the kernel over pairs, by blocks of the rows of a cloud. */
interface PairSums {
  readonly total: number;
  /** Of pairs whose first row lies in the block. */
  readonly first: Float64Array;
  /** Of pairs that both lie in it. */
  readonly both: Float64Array;
}

/** (x.y / d + 1)^3 over all pairs of different rows of one cloud, or of all rows of `a` with those of `b`. */
function pairSums(a: Cloud, b: Cloud): PairSums {
  const within = a === b;
  const first = new Float64Array(BLOCKS);
  const both = new Float64Array(BLOCKS);
  const d = a.dimension;
  eachTile(a, b, ({ i0, j0, rows, columns, stride, dots }) => {
    for (let r = 0; r < rows; r++) {
      const block = a.blocks[i0 + r];
      for (let c = 0; c < columns; c++) {
        if (within && i0 + r === j0 + c) continue;
        const value = (dots[r * stride + c] / d + 1) ** 3;
        first[block] += value;
        if (within && b.blocks[j0 + c] === block) both[block] += value;
      }
    }
  });
  return { total: first.reduce((x, y) => x + y, 0), first, both };
}

/** An unbiased estimate, which may be negative, with its standard error. */
export interface KernelDistance {
  readonly value: number;
  readonly error: number;
  /** Without each block; NaN where it is empty. */
  readonly without: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * Kernel distance: the squared maximum mean discrepancy under (x.y / d + 1)^3, unbiased (KID: Binkowski et al. 2018; Gretton et al. 2012), of all
 * pairs of up to 2,500 examples a side, instead of the mean over subsets. Its error is that of the generated side, by blocks. Undefined
 * for fewer than two rows.
 */
export function kernelDistance(human: Cloud, generated: Cloud): KernelDistance | undefined {
  const a = firstOf(human, KERNEL_EXAMPLES);
  const b = firstOf(generated, KERNEL_EXAMPLES);
  if (a.count < 2 || b.count < 2) return undefined;
  const humans = pairSums(a, a).total / (a.count * (a.count - 1));
  const own = pairSums(b, b);
  const cross = pairSums(b, a);
  const of = (rows: number, pairs: number, mixed: number) =>
    humans + pairs / (rows * (rows - 1)) - (2 * mixed) / (rows * a.count);
  const { without, sizes } = eachBlockOut(b, (block) => {
    const rest = b.count - b.sizes[block];
    if (rest < 2) return Number.NaN;
    return of(rest, own.total - 2 * own.first[block] + own.both[block], cross.total - cross.first[block]);
  });
  return { value: of(b.count, own.total, cross.total), error: jackknifeError(without), without, sizes };
}

function jackknifeError(without: Float64Array): number {
  const values = without.filter((value) => !Number.isNaN(value));
  const n = values.length;
  if (n < 2) return Number.POSITIVE_INFINITY;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  return Math.sqrt(((n - 1) / n) * values.reduce((a, b) => a + (b - mean) ** 2, 0));
}

/**
 * The distance as a signal. It is about 0 for two human samples, so that `floor`, the error of the human one, stands in for what is less.
 */
export function kernelEstimate(distance: KernelDistance, floor: number): Estimate {
  const { value, without, sizes } = distance;
  // Deviations on the log scale of the value that is shown: none of them tells anything of a value below the floor.
  const shown = Math.max(value, floor);
  const moved = without.map((left) => shown + left - value);
  const spread = sumOfSquares(logDeviations({ without: moved, sizes }, floor / 4));
  return { value: Math.max(0, value), variance: spread, floor };
}
