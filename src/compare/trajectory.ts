import { studentCdf } from '../stats/student-t.ts';
import { generalisedTrend, lastAgainstEarlier } from '../stats/trend.ts';
import { covariance, logRatio, type Measured } from './estimate.ts';

/** How one signal moved up to some generation, turned so that falling is worse. */
export interface Movement {
  /** Change of the oriented ln(ratio) a generation, with its standard error. */
  readonly slope: number;
  readonly slopeError: number;
  /** Last generation less the mean of those before. */
  readonly drop: number;
  readonly dropError: number;
  /** One-sided p-value that it falls by more than the margin, the better of both tests, Bonferroni-corrected for two. */
  readonly pValue: number;
}

/** 1 where the signal falls in a collapse, -1 where it rises. */
export function orientation(measured: Measured): number {
  return measured.name.direction === 'rises' ? -1 : 1;
}

/** Oriented ln(ratio): below 0 is worse than human. */
export function orientedLog(measured: Measured): number {
  return orientation(measured) * logRatio(measured);
}

/** Row-major covariance of the ln(ratio) of one signal over generations. */
export function covarianceMatrix(line: readonly Measured[]): Float64Array {
  const n = line.length;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] = covarianceBetween(line, i, j);
  return matrix;
}

/** Of ln(value) where that is known: the baseline is a constant of the line, so that it takes no part in a trend. */
function covarianceBetween(line: readonly Measured[], i: number, j: number): number {
  const [a, b] = [line[i].joint, line[j].joint];
  if (a === undefined || b === undefined) return covariance(line[i], i === j);
  if (i === j) return a.variance;
  if (a.deviations === undefined || b.deviations === undefined) return 0;
  const others = b.deviations;
  return a.deviations.reduce((sum, deviation, block) => sum + deviation * others[block], 0);
}

/**
 * The movement of one signal over the generations of `line`, first to last. `margin` is the fall, on the log scale, that does
 * not yet count; `freedom` the degrees of freedom of the errors (blocks less one). Undefined for fewer than two generations,
 * or where an error does not exist.
 */
export function movement(line: readonly Measured[], margin: number, freedom: number): Movement | undefined {
  if (line.length < 2) return undefined;
  const y = line.map(orientedLog);
  const matrix = covarianceMatrix(line);
  if (!matrix.every(Number.isFinite)) return undefined;
  const steps = line.map((_, i) => i);
  const trend = generalisedTrend(steps, y, matrix);
  const contrast = lastAgainstEarlier(y, matrix);
  if (trend === undefined || contrast === undefined) return undefined;
  const bySlope = studentCdf((trend.slope + margin) / trend.standardError, freedom);
  const byDrop = studentCdf((contrast.difference + margin) / contrast.standardError, freedom);
  const pValue = line.length === 2 ? byDrop : Math.min(1, 2 * Math.min(bySlope, byDrop));
  return {
    slope: trend.slope,
    slopeError: trend.standardError,
    drop: contrast.difference,
    dropError: contrast.standardError,
    pValue,
  };
}
