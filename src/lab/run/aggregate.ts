import { studentQuantile } from '../../stats/student-t.ts';

/** A metric of one generation over replicates. */
export interface Estimate {
  readonly mean: number;
  /** Of the mean, at 95%, by Student's t over replicates. Absent for a single replicate. */
  readonly interval?: readonly [number, number];
  readonly median: number;
  /** Replicates that have the metric. */
  readonly replicates: number;
}

const ALPHA = 0.05;

/** Mean, median and interval of the values that exist; undefined where none does. */
export function estimateOf(values: readonly (number | undefined)[]): Estimate | undefined {
  const own = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const n = own.length;
  if (n === 0) return undefined;
  const mean = own.reduce((sum, value) => sum + value, 0) / n;
  const median = (own[(n - 1) >> 1] + own[n >> 1]) / 2;
  if (n === 1) return { mean, median, replicates: 1 };
  const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentQuantile(1 - ALPHA / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, interval: [mean - half, mean + half], median, replicates: n };
}

/** Difference `a` - `b` of values paired by replicate; undefined where no pair exists. */
export function pairedDifference(
  a: readonly (number | undefined)[],
  b: readonly (number | undefined)[],
): Estimate | undefined {
  const differences = a.map((value, i) => {
    const other = b[i];
    return value === undefined || other === undefined ? undefined : value - other;
  });
  return estimateOf(differences);
}
