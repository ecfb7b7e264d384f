import { describe, expect, it } from 'vitest';
import type { KeyParameters, SchemeName } from './key.ts';
import { checkParameters } from './parameters.ts';

const faultOf = (scheme: SchemeName, parameters: object) => {
  try {
    checkParameters(scheme, parameters as KeyParameters);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe('checkParameters', () => {
  it('takes what a scheme knows', () => {
    expect(faultOf('vllm-gumbel', { width: 4 })).toBeUndefined();
    expect(
      faultOf('kgw-transformers', { vocabulary: 50257, gamma: 0.25, seeding: 'selfhash', device: 'cuda' }),
    ).toBeUndefined();
    expect(faultOf('synthid-deepmind', { statistic: 'weighted', ngram: 5 })).toBeUndefined();
  });

  it('refuses what it does not know, and names what it does', () => {
    expect(faultOf('vllm-gumbel', { gamma: 0.5 })).toContain('It takes width, vocabulary.');
    expect(faultOf('kgw-tgi', { vocabulary: 100, seeding: 'selfhash' })).toContain('takes no seeding');
    expect(faultOf('kgw-tgi', { vocabulary: 100, statistic: 'mean' })).toContain('not one of z, winmax');
  });

  it('names the bound that is passed', () => {
    expect(faultOf('vllm-synthid', { depth: 33 })).toContain('a whole number from 1 to 32');
    expect(faultOf('vllm-gumbel', { width: 2.5 })).toContain('a whole number from 1 to 64');
    expect(faultOf('unigram', { vocabulary: 100, gamma: 1 })).toContain('above 0 and below 1');
    expect(faultOf('unigram', { vocabulary: 100, gamma: Number.NaN })).toContain('gamma is NaN');
    expect(faultOf('vllm-dual-key', { alpha: '0.5' })).toContain('a number from 0 to 1');
  });

  it('asks for the size of the vocabulary where lists are drawn over it, and for weights where they are needed', () => {
    for (const scheme of ['kgw-lm-watermarking', 'kgw-transformers', 'kgw-tgi', 'unigram'] as const) {
      expect(faultOf(scheme, {})).toContain('vocabulary');
    }
    expect(faultOf('synthid-transformers', { statistic: 'bayesian' })).toContain('weights');
  });
});
