import type { Rng } from '../base/rng.ts';

/** What a loop must know of rows of one kind to pool them and to draw from them. */
export interface Rows<D> {
  size(data: D): number;
  concat(parts: readonly D[]): D;
  /** The rows at `indices`, in their order; an index may stand more than once. */
  take(data: D, indices: Uint32Array): D;
}

/** Training data: rows, and how much each counts. */
export interface Batch<D> {
  readonly data: D;
  /** Finite and not negative, one a row. Absent: 1 each. */
  readonly weights?: Float64Array;
}

/** How a model's output is bent towards what it finds likely. */
export interface SamplingBias {
  /** Densities are raised to 1 / temperature. Above 0; 1 leaves them as they are. */
  readonly temperature?: number;
  /** Only the `topK` likeliest outcomes of each draw remain, from 1. For discrete learners. */
  readonly topK?: number;
}

/**
 * Fits models of one class. A learner may take its time (a neural one trains on another device), so that callers await what it
 * gives. All randomness is from the generator passed in: the same data, options and generator give the same model and rows.
 */
export interface Learner<D, M> {
  readonly name: string;
  readonly rows: Rows<D>;
  /** Throws `E_PARAMETER` where there are too few rows to fit, naming the bound. */
  fit(batch: Batch<D>, rng: Rng): M | Promise<M>;
  /** Throws `E_PARAMETER` for a bias that the learner cannot give. */
  sample(model: M, n: number, rng: Rng, bias?: SamplingBias): D | Promise<D>;
  /** Natural log of the model's density (or probability) of each row. Absent where the class has none. */
  logDensity?(model: M, data: D): Float64Array | Promise<Float64Array>;
}
