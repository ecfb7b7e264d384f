import type { Moments } from './moments.ts';
import type { VectorSample } from './vector-sample.ts';

/** What a profile keeps of the feature vectors of a corpus. */
export interface VectorsFacet {
  /** Numbers in a vector; 0 where there is none. */
  readonly dimension: number;
  /** Vectors that an encoder gave with a number that is not finite, or from 2^64 on: they are in nothing else. */
  readonly refused: number;
  readonly sample: VectorSample;
  readonly moments: Moments;
}
