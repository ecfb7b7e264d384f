import { OutcrossError } from '../../base/errors.ts';
import { logProbability } from '../../lm/log-probability.ts';
import { NgramBuilder } from '../../lm/ngram-builder.ts';
import type { NgramModel } from '../../lm/ngram-model.ts';
import { NgramSampler } from '../../lm/sample.ts';
import type { Batch, Learner, Rows, SamplingBias } from '../learner.ts';
import { requireWhole } from '../theory/parameters.ts';
import { requireRows } from './points.ts';
import { requireCount, temperatureOf, topKOf } from './sampling-bias.ts';
import { TopKSampler } from './top-k-sampler.ts';

/** Token ids, a document a row. */
export type Documents = readonly Uint32Array[];

export interface NgramOptions {
  /** Length of the longest n-grams, 1 to 16. Default 3. */
  readonly order?: number;
  /** Documents that are drawn are cut after so many tokens, from 1. Default 256. */
  readonly maxTokens?: number;
  /** Size of the vocabulary that log-densities are spread over; see `EvaluationOptions` of the language model. */
  readonly vocabularySize?: number;
}

const ROWS: Rows<Documents> = {
  size: (data) => data.length,
  concat: (parts) => parts.flat(),
  take: (data, indices) => Array.from(indices, (index) => data[index]),
};

/**
 * An n-gram language model, modified Kneser-Ney (`src/lm`). Fitting needs one document; weights are whole numbers, and count a
 * document so many times. Temperature and top-k work on each token, and take time in proportion to the vocabulary.
 */
export function ngramLearner(options: NgramOptions = {}): Learner<Documents, NgramModel> {
  const { order = 3, maxTokens = 256, vocabularySize } = options;
  requireWhole('order', order, 1, 16);
  requireWhole('maxTokens', maxTokens, 1);
  return {
    name: `ngram-${order}`,
    rows: ROWS,
    fit: (batch) => {
      requireRows(batch, batch.data.length, 1);
      return fit(batch, order);
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      const sampler = samplerOf(model, bias);
      return Array.from({ length: n }, () => sampler.sequence(rng, maxTokens));
    },
    logDensity: (model, data) =>
      Float64Array.from(data, (tokens) => {
        const size = vocabularySize === undefined ? {} : { vocabularySize };
        return logProbability(model, tokens, size)?.logProbability ?? -Infinity;
      }),
  };
}

function fit({ data, weights }: Batch<Documents>, order: number): NgramModel {
  const builder = new NgramBuilder({ order });
  for (const [row, tokens] of data.entries()) {
    const times = weights === undefined ? 1 : weights[row];
    if (!Number.isInteger(times)) {
      throw new OutcrossError(
        'E_PARAMETER',
        `weight ${row} of a language model must be whole, not ${times}`,
        {
          where: 'weights',
          hint: 'Weights count a document so many times: multiply them all by one number first.',
        },
      );
    }
    for (let i = 0; i < times; i++) builder.add(tokens);
  }
  return builder.build();
}

function samplerOf(model: NgramModel, bias: SamplingBias | undefined): Pick<NgramSampler, 'sequence'> {
  const temperature = temperatureOf(bias);
  const topK = topKOf(bias);
  return topK === undefined
    ? new NgramSampler(model, temperature)
    : new TopKSampler(model, temperature, topK);
}
