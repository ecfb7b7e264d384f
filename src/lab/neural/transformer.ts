import type { TransformerShape } from './transformer-shape.ts';
import type { Weights } from './weights.ts';

/** A fitted transformer: a plain value. */
export interface Transformer {
  readonly shape: TransformerShape;
  readonly weights: Weights;
}

/** Token ids of each document, without the id that ends it. */
export type Documents = readonly Uint32Array[];

/** The id that ends a document, and stands before its first token. */
export const END = 0;
