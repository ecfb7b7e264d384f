import { OutcrossError } from '../../base/errors.ts';
import { DeepMindBits } from '../synthid/deepmind-bits.ts';
import { type BitStatistic, bayesianBits, meanBits, weightedBits } from '../synthid/statistics.ts';
import type { SynthIdOptions } from '../synthid/synthid.ts';
import { TransformersBits } from '../synthid/transformers-bits.ts';
import type { KeyParameters } from './key.ts';

/** A key of SynthID, laid out. Throws `E_PARAMETER` where the weights of the Bayesian detector are of another depth. */
export function synthIdOptions(
  scheme: 'synthid-transformers' | 'synthid-deepmind',
  keys: readonly bigint[],
  { ngram, statistic, weights }: KeyParameters,
): SynthIdOptions {
  const bits = scheme === 'synthid-transformers' ? new TransformersBits(keys) : new DeepMindBits(keys);
  return {
    scheme,
    bits,
    ...(ngram === undefined ? {} : { ngram }),
    statistic: statisticOf(statistic, bits.depth, bits.share, weights),
  };
}

function statisticOf(
  name: KeyParameters['statistic'],
  depth: number,
  share: number,
  weights: KeyParameters['weights'],
): BitStatistic {
  if (name === 'weighted') return weightedBits(depth, share);
  if (name !== 'bayesian') return meanBits(depth, share);
  const { beta, delta } = weights!;
  const isSquare = delta.length === depth && delta.every((row) => row.length === depth);
  if (beta.length !== depth || !isSquare) {
    throw new OutcrossError('E_PARAMETER', `the weights are not of ${depth} layers, one a key`, {
      where: 'weights',
    });
  }
  return bayesianBits(depth, weights!);
}
