import { jit, type numpy as np } from '@jax-js/jax';
import { integers, tokenBatch } from './batch.ts';
import { Compiled } from './compiled.ts';
import type { Documents, Transformer } from './transformer.ts';
import { logits, targetLogProbabilities } from './transformer-graph.ts';
import { type TransformerShape, transformerLayout } from './transformer-shape.ts';
import { dispose, keep, upload } from './weights.ts';

const ROWS = 32;

/** Natural log of the probability of each document with its end, cut at the context. */
export async function scoreDocuments(
  { shape, weights }: Transformer,
  documents: Documents,
): Promise<Float64Array> {
  const scores = new Float64Array(documents.length);
  const arrays = upload(transformerLayout(shape), weights);
  const score = compiledScore(shape);
  const size = [ROWS, shape.context];
  for (let start = 0; start < documents.length; start += ROWS) {
    const rows = Math.min(ROWS, documents.length - start);
    const chosen = Uint32Array.from({ length: rows }, (_, i) => start + i);
    const batch = tokenBatch(documents, chosen, { rows: ROWS, steps: shape.context });
    const result = score(keep(arrays), integers(batch.inputs, size), integers(batch.targets, size));
    const values = (await result.data()) as Float32Array;
    for (let i = 0; i < rows * shape.context; i++)
      if (batch.weights[i] > 0) scores[start + Math.floor(i / shape.context)] += values[i];
  }
  dispose(arrays);
  return scores;
}

type Score = (weights: np.Array[], inputs: np.Array, targets: np.Array) => np.Array;

const SCORES = new Compiled<Score>();

function compiledScore(shape: TransformerShape): Score {
  return SCORES.get(shape, () =>
    jit((weights: np.Array[], inputs: np.Array, targets: np.Array) =>
      targetLogProbabilities(logits(weights, inputs, shape), targets.reshape([-1])),
    ),
  );
}
