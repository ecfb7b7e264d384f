import { nn, numpy as np } from '@jax-js/jax';
import { embed, feedForward, layerOf, norm, unembed } from './transformer-graph.ts';
import type { TransformerShape } from './transformer-shape.ts';

const HIDDEN = -1e9;

/** Keys and values of all steps so far, one array of rows x heads x steps x size for each layer. */
export type Cache = { keys: np.Array[]; values: np.Array[] };

/**
 * One step of many documents at once: reads token `ids` (one a row) at position `step` and gives the logits of what follows,
 * rows x vocabulary, with the cache that holds the step too. The same function of the weights as `logits`.
 */
export function decodeStep(
  weights: readonly np.Array[],
  cache: Cache,
  ids: np.Array,
  step: np.Array,
  shape: TransformerShape,
): { scores: np.Array; cache: Cache } {
  const [, , steps] = cache.keys[0].shape;
  const here = nn.oneHot(step.ref, steps);
  const positions = weights[1].slice([0, steps]);
  const later = np.where(np.arange(steps).greater(step), HIDDEN, 0);
  let stream = embed(weights[0], ids, shape).add(np.matmul(here.ref, positions));
  const next: Cache = { keys: [], values: [] };
  for (let layer = 0; layer < shape.layers; layer++) {
    const [gain, qkv, out, gain2, up, down] = layerOf(weights, layer);
    const [query, key, value] = parts(np.matmul(norm(stream.ref, gain), qkv), shape);
    const keys = put(cache.keys[layer], key, here.ref);
    const values = put(cache.values[layer], value, here.ref);
    const attended = attend(query, keys.ref, values.ref, later.ref);
    stream = stream.add(np.matmul(attended, out));
    stream = stream.add(feedForward(norm(stream.ref, gain2), up, down));
    next.keys.push(keys);
    next.values.push(values);
  }
  for (const array of [here, later]) array.dispose();
  return { scores: unembed(stream, weights), cache: next };
}

/** Query, key and value of one step: each rows x heads x 1 x size. */
function parts(qkv: np.Array, { width, heads }: TransformerShape): np.Array[] {
  const [rows] = qkv.shape;
  return np.split(qkv.reshape([rows, 3 * heads, 1, width / heads]), 3, 1);
}

/** `all` with `one` at the step that `here` marks. */
function put(all: np.Array, one: np.Array, here: np.Array): np.Array {
  const mark = here.reshape([1, 1, -1, 1]);
  return all.add(one.mul(mark));
}

function attend(query: np.Array, keys: np.Array, values: np.Array, later: np.Array): np.Array {
  const [rows, heads, , size] = keys.shape;
  const scores = np.matmul(query, np.matrixTranspose(keys)).mul(1 / Math.sqrt(size));
  const shares = nn.softmax(scores.add(later), -1);
  return np.matmul(shares, values).reshape([rows, heads * size]);
}
