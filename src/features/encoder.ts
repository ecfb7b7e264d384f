import type { Example } from '../corpus/example.ts';
import type { Vectors } from './vectors.ts';

/** Turns examples into feature vectors. The same example gives the same vector, whatever stands beside it. */
export interface Encoder {
  /**
   * Names the encoder, its version and its parameters, e.g. `lexical-1/256`. Profiles whose vectors have different ids are
   * never compared or merged.
   */
  readonly id: string;
  /** Numbers in a vector; undefined where the data say it (vectors that are given). */
  readonly dimension: number | undefined;
  /** One row an example, in order. A row with a number that is not finite is counted and left out by the facet. */
  encode(examples: readonly Example[]): Vectors | Promise<Vectors>;
}

/** Where the vectors of a corpus come from. A plain value: it is sent to workers. */
export type FeatureRequest =
  /** Those that came with the examples. */
  | { readonly source: 'given' }
  /** Built in: hashed words and pairs of words of the text. */
  | { readonly source: 'lexical'; readonly dimension: 256 | 512 }
  /** An ONNX model in a local folder, through the optional package `@huggingface/transformers`. */
  | { readonly source: 'onnx'; readonly folder: string; readonly id: string }
  /** Built in: descriptors of pixels. */
  | { readonly source: 'image' };

/** The id that profiles carry of the request. */
export function encoderId(request: FeatureRequest): string {
  if (request.source === 'given') return 'given';
  if (request.source === 'lexical') return `lexical-1/${request.dimension}`;
  return request.source === 'onnx' ? `onnx:${request.id}` : 'image-descriptor/1';
}
