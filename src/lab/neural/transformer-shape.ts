import { requireWhole } from '../theory/parameters.ts';
import type { Tensor } from './weights.ts';

/** Size of a transformer. */
export interface TransformerShape {
  /** Token ids run from 0 to `vocabulary` - 1; 0 ends a document. From 2. */
  readonly vocabulary: number;
  /** Tokens of the longest document, with its end. From 2. */
  readonly context: number;
  /** Units of the residual stream: a multiple of `heads`. */
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
}

/** Hidden units of the feed-forward part for each unit of width (Vaswani et al. 2017). */
export const EXPANSION = 4;

/** Tensors of one layer, in the order of the layout. */
export const LAYER_TENSORS = 6;

/** Tensors before those of the layers: token embedding, position embedding. */
export const EMBEDDINGS = 2;

/** `shape`. Throws `E_PARAMETER` where a number is out of bounds. */
export function requireShape(shape: TransformerShape): TransformerShape {
  requireWhole('the vocabulary', shape.vocabulary, 2);
  requireWhole('the context', shape.context, 2);
  requireWhole('heads', shape.heads, 1, shape.width);
  requireWhole('width / heads', shape.width / shape.heads, 1);
  requireWhole('layers', shape.layers, 1);
  return shape;
}

/**
 * The tensors of a transformer: embeddings of tokens and positions, the layers (gain of the norm, query-key-value, output of
 * attention, gain, up, down), gain of the last norm, and the output. No biases. Starts as in GPT-2 (Radford et al. 2019):
 * standard deviation .02 scaled with 1/sqrt(width) here, what ends in the residual stream smaller by sqrt(2 layers).
 */
export function transformerLayout({ vocabulary, context, width, layers }: TransformerShape): Tensor[] {
  const into = 1 / Math.sqrt(width);
  const residual = 1 / Math.sqrt(2 * layers);
  const hidden = EXPANSION * width;
  const layer: Tensor[] = [
    { shape: [width], start: 'ones' },
    { shape: [width, 3 * width], start: into },
    { shape: [width, width], start: into * residual },
    { shape: [width], start: 'ones' },
    { shape: [width, hidden], start: into },
    { shape: [hidden, width], start: residual / Math.sqrt(hidden) },
  ];
  return [
    { shape: [vocabulary, width], start: into },
    { shape: [context, width], start: into },
    ...Array.from({ length: layers }, () => layer).flat(),
    { shape: [width], start: 'ones' },
    { shape: [width, vocabulary], start: into },
  ];
}
