import { nn, numpy as np } from '@jax-js/jax';
import { EMBEDDINGS, LAYER_TENSORS, type TransformerShape } from './transformer-shape.ts';

/** Low enough that its exponential is 0, and no infinity, whose difference is not a number. */
const HIDDEN = -1e9;

const EPSILON = 1e-5;

/**
 * A causal transformer with the norm before each part (Vaswani et al. 2017; Xiong et al. 2020), root-mean-square norms (Zhang
 * and Sennrich 2019) and squared rectifiers (So et al. 2021). Takes `ids` of `rows` x `steps` and gives logits of
 * `rows * steps` x vocabulary. Owns its arguments, as every function on arrays does.
 */
export function logits(weights: readonly np.Array[], ids: np.Array, shape: TransformerShape): np.Array {
  const [rows, steps] = ids.shape;
  const { width } = shape;
  const embedded = embed(weights[0], ids, shape).reshape([rows, steps, width]);
  const positions = weights[1].slice([0, steps]);
  let stream = embedded.add(positions).reshape([rows * steps, width]);
  for (let layer = 0; layer < shape.layers; layer++) {
    const [gain, qkv, out, gain2, up, down] = layerOf(weights, layer);
    const attended = attention(np.matmul(norm(stream.ref, gain), qkv), rows, steps, shape);
    stream = stream.add(np.matmul(attended, out));
    stream = stream.add(feedForward(norm(stream.ref, gain2), up, down));
  }
  return unembed(stream, weights);
}

/** Rows of the embedding as a product with one-hot rows: a gather cannot be differentiated in a compiled step. */
export function embed(embedding: np.Array, ids: np.Array, { vocabulary }: TransformerShape): np.Array {
  return np.matmul(nn.oneHot(ids, vocabulary), embedding);
}

/** The tensors of a layer, in the order of the layout. */
export function layerOf(weights: readonly np.Array[], layer: number): readonly np.Array[] {
  const start = EMBEDDINGS + layer * LAYER_TENSORS;
  return weights.slice(start, start + LAYER_TENSORS);
}

export function norm(x: np.Array, gain: np.Array): np.Array {
  const square = np.mean(np.square(x.ref), -1, { keepdims: true });
  return x.mul(np.reciprocal(np.sqrt(square.add(EPSILON)))).mul(gain);
}

export function feedForward(x: np.Array, up: np.Array, down: np.Array): np.Array {
  return np.matmul(np.square(nn.relu(np.matmul(x, up))), down);
}

export function unembed(stream: np.Array, weights: readonly np.Array[]): np.Array {
  const [gain, output] = weights.slice(-2);
  return np.matmul(norm(stream, gain), output);
}

/** `qkv` of `rows * steps` x 3 width; each step attends to itself and to those before. */
function attention(qkv: np.Array, rows: number, steps: number, { width, heads }: TransformerShape): np.Array {
  const size = width / heads;
  const parts = qkv.reshape([rows, steps, 3 * heads, size]).transpose([0, 2, 1, 3]);
  const [query, key, value] = np.split(parts, 3, 1);
  const scores = np.matmul(query, np.matrixTranspose(key)).mul(1 / Math.sqrt(size));
  const shares = nn.softmax(scores.add(causalMask(steps)), -1);
  return np
    .matmul(shares, value)
    .transpose([0, 2, 1, 3])
    .reshape([rows * steps, width]);
}

function causalMask(steps: number): np.Array {
  const mask = new Float32Array(steps * steps);
  for (let t = 0; t < steps; t++) mask.fill(HIDDEN, t * steps + t + 1, (t + 1) * steps);
  return np.array(mask, { shape: [1, 1, steps, steps] });
}

/** Log-probability of each target: `logits` of n x vocabulary, `targets` of n. */
export function targetLogProbabilities(scores: np.Array, targets: np.Array): np.Array {
  const vocabulary = scores.shape[1];
  const total = nn.logsumexp(scores.ref, -1);
  return np.sum(scores.mul(nn.oneHot(targets, vocabulary)), -1).sub(total);
}
