import { jit, numpy as np } from '@jax-js/jax';
import type { Rng } from '../../base/rng.ts';
import type { SamplingBias } from '../learner.ts';
import { integers } from './batch.ts';
import { Compiled } from './compiled.ts';
import { type Cache, decodeStep } from './decode-graph.ts';
import { LogitDraw } from './draw.ts';
import { type Documents, END, type Transformer } from './transformer.ts';
import { type TransformerShape, transformerLayout } from './transformer-shape.ts';
import { dispose, keep, upload } from './weights.ts';

/** Documents that are written side by side. */
const ROWS = 256;

/** Writes `n` documents, token by token until each ends or the context is full. Document i has a random stream of its own. */
export async function writeDocuments(
  { shape, weights }: Transformer,
  n: number,
  rng: Rng,
  bias?: SamplingBias,
): Promise<Documents> {
  const documents: Uint32Array[] = [];
  const arrays = upload(transformerLayout(shape), weights);
  while (documents.length < n) {
    const streams = Array.from({ length: Math.min(ROWS, n - documents.length) }, (_, i) =>
      rng.split(documents.length + i),
    );
    documents.push(...(await writeBatch(shape, arrays, streams, bias)));
  }
  dispose(arrays);
  return documents;
}

async function writeBatch(
  shape: TransformerShape,
  weights: readonly np.Array[],
  streams: readonly Rng[],
  bias: SamplingBias | undefined,
): Promise<Documents> {
  const { vocabulary, context } = shape;
  const draw = new LogitDraw(vocabulary, bias);
  const written: number[][] = streams.map(() => []);
  const open = new Set(streams.keys());
  const ids = new Int32Array(ROWS).fill(END);
  const step = compiledStep(shape);
  let cache = emptyCache(shape);
  for (let t = 0; t < context && open.size > 0; t++) {
    const result = step(
      keep(weights),
      cache,
      integers(ids.slice(), [ROWS]),
      np.array(t, { dtype: np.int32 }),
    );
    cache = result.cache;
    const scores = (await result.scores.data()) as Float32Array;
    for (const row of open) {
      const id = t === context - 1 ? END : draw.draw(scores, row * vocabulary, streams[row]);
      ids[row] = id;
      if (id === END) open.delete(row);
      else written[row].push(id);
    }
  }
  dispose([...cache.keys, ...cache.values]);
  return written.map((document) => Uint32Array.from(document));
}

type Step = (
  weights: np.Array[],
  cache: Cache,
  ids: np.Array,
  step: np.Array,
) => { scores: np.Array; cache: Cache };

const STEPS = new Compiled<Step>();

function compiledStep(shape: TransformerShape): Step {
  return STEPS.get(shape, () =>
    jit((weights: np.Array[], cache: Cache, ids: np.Array, step: np.Array) =>
      decodeStep(weights, cache, ids, step, shape),
    ),
  );
}

function emptyCache({ layers, heads, width, context }: TransformerShape): Cache {
  const arrays = () => Array.from({ length: layers }, () => np.zeros([ROWS, heads, context, width / heads]));
  return { keys: arrays(), values: arrays() };
}
