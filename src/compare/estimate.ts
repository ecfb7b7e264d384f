import type { Direction, Signal, SignalFamily } from './signal.ts';

/**
 * One quantity of one corpus, with its sampling error on the log scale. Where the quantity also looks at the holdout, as tail
 * coverage does, the holdout is taken as given: it is frozen, the generation and the reservoir are held against the same one,
 * and two samples of one source have the same expectation against it, whichever it is.
 */
export interface Estimate {
  /** Not negative. */
  readonly value: number;
  /** Variance of ln(value) over samples of the corpus. */
  readonly variance: number;
  /** Half of the smallest step that the value can take, where there is one: stands in for 0 in logarithms. */
  readonly floor?: number;
}

/** Delete-a-block values of one quantity, and how many tokens each block holds. Empty blocks have the value NaN. */
export interface LeftOut {
  readonly without: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * Deviations of delete-a-block estimates on the log scale, scaled so that the sum of their squares is the delete-a-group
 * jackknife variance (Shao and Tu 1995, section 1.4; Kott 2001). Blocks differ in size, and what a corpus holds grows with
 * its size; as corpora are compared at a given size, that part is no error: it is taken out by regression on the blocks'
 * sizes (a variance conditional on the size), which costs one degree of freedom. `floor` replaces smaller values before
 * the logarithm. With fewer than four blocks the deviations are infinite.
 */
export function logDeviations({ without, sizes }: LeftOut, floor: number): Float64Array {
  const blocks = [...without.keys()].filter((b) => !Number.isNaN(without[b]));
  const out = new Float64Array(without.length);
  if (blocks.length < 4) return out.fill(Number.POSITIVE_INFINITY, 0, 1);
  for (const b of blocks) out[b] = Math.log(Math.max(without[b], floor));
  const centre = blocks.reduce((a, b) => a + out[b], 0) / blocks.length;
  const size = blocks.reduce((a, b) => a + sizes[b], 0) / blocks.length;
  let cross = 0;
  let square = 0;
  for (const b of blocks) {
    cross += (out[b] - centre) * (sizes[b] - size);
    square += (sizes[b] - size) ** 2;
  }
  const slope = square > 0 ? cross / square : 0;
  const freedom = blocks.length - (square > 0 ? 2 : 1);
  const scale = (blocks.length - 1) / Math.sqrt(blocks.length) / Math.sqrt(freedom);
  for (const b of blocks) out[b] = (out[b] - centre - slope * (sizes[b] - size)) * scale;
  return out;
}

export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v * v;
  return sum;
}

/**
 * The estimate with the delete-a-block values `left`. `floor` is half of the smallest step that the value can take: it stands
 * in for 0 in logarithms, and no error is below it. `correction` is the share of the jackknife variance that is variance,
 * where that is known (see `corrections.ts`).
 */
export function estimate(value: number, floor: number, left: LeftOut, correction = 1): Estimate {
  const spread = sumOfSquares(logDeviations(left, floor)) * correction;
  const step = floor / Math.max(value, floor);
  return { value: Math.max(value, 0), variance: spread + step * step, floor };
}

/** What a measure says of itself beside its figures. */
export interface MeasureName {
  readonly id: string;
  readonly family: SignalFamily;
  readonly direction: Direction;
  readonly order?: number;
  readonly band?: number;
}

/** A measure taken of the generation and of the reservoir in the same way. */
export interface Measured {
  readonly name: MeasureName;
  readonly generation: Estimate;
  readonly reservoir: Estimate;
  readonly sampleSize: Signal['sampleSize'];
  readonly exact: boolean;
  /** Smallest value that the sample can tell from nothing: stands in for 0 in logarithms. */
  readonly floor: number;
  /** Of measures whose errors are not told by those of generation and reservoir. */
  readonly joint?: JointError;
}

/** The error of ln(value) itself, for measures of one line that were taken on the same texts. */
export interface JointError {
  readonly variance: number;
  /** Scaled deviations by block: products with those of another generation sum to the covariance. Absent: independent. */
  readonly deviations?: Float64Array;
  /** Degrees of freedom. */
  readonly freedom: number;
  /** Whether a trend of it may take part in a verdict. */
  readonly decides: boolean;
}

/** ln(generation / reservoir), values below the floor raised to it. */
export function logRatio(measured: Measured): number {
  const { generation, reservoir, floor } = measured;
  return Math.log(Math.max(generation.value, floor) / Math.max(reservoir.value, floor));
}

/**
 * Covariance of the log ratios of two generations that were measured against the same human data: the reservoir's error is
 * common to both; the generations' own samples are independent. Of one generation with itself (`same`), the variance.
 */
export function covariance(a: Measured, same: boolean): number {
  return a.reservoir.variance + (same ? a.generation.variance : 0);
}

/** The signal that users see. `quantile` is the normal quantile of the interval's half width, in standard errors. */
export function toSignal(measured: Measured, quantile: number): Signal {
  const { name, generation, reservoir, sampleSize, exact } = measured;
  const log = logRatio(measured);
  const logError = Math.sqrt(covariance(measured, true));
  return {
    ...name,
    value: generation.value,
    baseline: reservoir.value,
    ratio: Math.exp(log),
    interval: [Math.exp(log - quantile * logError), Math.exp(log + quantile * logError)],
    logError,
    sampleSize,
    exact,
  };
}
