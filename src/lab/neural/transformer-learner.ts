import type { Learner, Rows, SamplingBias } from '../learner.ts';
import { requireRows } from '../learners/points.ts';
import { requireCount, temperatureOf, topKOf } from '../learners/sampling-bias.ts';
import { requireAbove, requireWhole } from '../theory/parameters.ts';
import { scoreDocuments } from './score-transformer.ts';
import { type TransformerTraining, trainTransformer } from './train-transformer.ts';
import type { Documents, Transformer } from './transformer.ts';
import { requireShape } from './transformer-shape.ts';
import { writeDocuments } from './write-transformer.ts';

const ROWS: Rows<Documents> = {
  size: (data) => data.length,
  concat: (parts) => parts.flat(),
  take: (data, indices) => Array.from(indices, (index) => data[index]),
};

/**
 * A small causal transformer over documents of token ids, 1 to `vocabulary` - 1. Fitting needs one document; weights multiply a
 * document's share of the loss. Documents are cut at the context. Throws `E_PARAMETER` for settings out of bounds.
 */
export function transformerLearner(training: TransformerTraining): Learner<Documents, Transformer> {
  requireShape(training.shape);
  requireWhole('rows of a step', training.rows, 1);
  requireAbove('epochs', training.epochs, 0);
  requireAbove('the step size', training.optimiser.rate, 0);
  return {
    name: 'transformer',
    rows: ROWS,
    fit: (batch, rng) => {
      requireRows(batch, batch.data.length, 1);
      return trainTransformer(batch, training, rng);
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      return writeDocuments(model, n, rng, settled(bias));
    },
    logDensity: (model, data) => scoreDocuments(model, data),
  };
}

function settled(bias: SamplingBias | undefined): SamplingBias {
  const topK = topKOf(bias);
  return { temperature: temperatureOf(bias), ...(topK === undefined ? {} : { topK }) };
}
