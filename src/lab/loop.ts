import type { Rng } from '../base/rng.ts';
import type { Batch, Rows } from './learner.ts';

/** All that a loop may draw the next training set from. */
export interface LoopState<D> {
  readonly rows: Rows<D>;
  /** The model about to be fitted, from 1: the first that can see synthetic data. Model 0 was fitted on `initial` alone. */
  readonly generation: number;
  /** Rows that a training set has by the scenario: the size of `initial`, M in most sources. */
  readonly samples: number;
  /** The real rows that model 0 was fitted on. */
  readonly initial: D;
  /**
   * What models 0 to `generation` - 1 put out, in order. The rows of one output are exchangeable: its first rows are as
   * good a sample as any.
   */
  readonly outputs: readonly D[];
  /** `n` fresh real rows. */
  real(n: number, rng: Rng): D | Promise<D>;
  /** For each row whether it is right (1) or wrong (0), where the scenario can tell: what a verifier would like to know. */
  right?(data: D): Uint8Array;
}

/** A rule that composes the training set of each generation. Knows no learner. */
export interface Loop {
  /** With its parameters, as a legend shows it: `fresh 10%`. */
  readonly name: string;
  /** Rows that model `generation` is to put out. Absent: `samples`. */
  outputRows?(generation: number, samples: number): number;
  /** Throws `E_PARAMETER` where its parameters do not fit the state, naming the bound. */
  compose<D>(state: LoopState<D>, rng: Rng): Batch<D> | Promise<Batch<D>>;
}
