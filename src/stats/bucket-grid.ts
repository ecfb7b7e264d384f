import { OutcrossError } from '../base/errors.ts';

/** Cuts an interval of the real line into numbered buckets. The same value has the same bucket on every platform. */
export interface BucketGrid {
  /** Names the grid and its constants: histograms of different ids do not merge. */
  readonly id: string;
  /** Buckets are numbered from 0 to `size` - 1, in the order of the values they hold. */
  readonly size: number;
  /** Bucket of `value`. Throws `E_INTERNAL` for a value outside the grid's domain. */
  index(value: number): number;
  /** The value that stands for all of a bucket. */
  value(index: number): number;
}

function refuse(id: string, value: number): never {
  throw new OutcrossError('E_INTERNAL', `the bucket grid ${id} does not hold ${value}`);
}

/** Relative accuracy of `LOG_GRID`. */
export const RELATIVE_ACCURACY = 0.01;
/** Smallest and largest values that `LOG_GRID` tells apart. */
export const LOG_GRID_MIN = 1e-9;
export const LOG_GRID_MAX = 1e18;

const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/** Upper edges: bucket i holds (edge[i-1], edge[i]]. Products alone, so the same bits everywhere. */
function logEdges(): Float64Array {
  const edges = [LOG_GRID_MIN];
  while (edges[edges.length - 1] < LOG_GRID_MAX) edges.push(edges[edges.length - 1] * GAMMA);
  return Float64Array.from(edges);
}

const EDGES = logEdges();

/**
 * The buckets of DDSketch (Masson, Rim, Lee 2019, definition 3 and lemma 2) for non-negative values: every value from
 * 1e-9 to 1e18 is within 1% of its bucket's value. Bucket 0 stands for 0 and holds all below 1e-9; the last holds all
 * above 1e18. A logarithm only guesses the bucket; comparison with a table of edges decides it, so that the last bit
 * of Math.log never matters.
 */
export const LOG_GRID: BucketGrid = {
  id: 'log-1%-1',
  size: EDGES.length,
  index(value) {
    if (!(value >= 0)) refuse('log-1%-1', value);
    const last = EDGES.length - 1;
    if (value <= EDGES[0]) return 0;
    if (value > EDGES[last]) return last;
    let i = Math.min(last, Math.max(1, Math.ceil(Math.log(value / LOG_GRID_MIN) / LOG_GAMMA)));
    while (value <= EDGES[i - 1]) i--;
    while (value > EDGES[i]) i++;
    return i;
  },
  value(index) {
    return index === 0 ? 0 : (2 * EDGES[index]) / (GAMMA + 1);
  },
};

const UNIT_BUCKETS = 500;

/**
 * Equal buckets of width 1/500 for values in [0, 1], with a bucket each for exactly 0 and exactly 1, where shares and
 * ratios pile up. Every value is within 1/1000 of its bucket's value.
 */
export const UNIT_GRID: BucketGrid = {
  id: 'unit-500-1',
  size: UNIT_BUCKETS + 2,
  index(value) {
    if (!(value >= 0 && value <= 1)) refuse('unit-500-1', value);
    if (value === 0) return 0;
    if (value === 1) return UNIT_BUCKETS + 1;
    return 1 + Math.min(UNIT_BUCKETS - 1, Math.floor(value * UNIT_BUCKETS));
  },
  value(index) {
    if (index === 0) return 0;
    return index > UNIT_BUCKETS ? 1 : (index - 0.5) / UNIT_BUCKETS;
  },
};
