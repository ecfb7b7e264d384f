import { describe, expect, it } from 'vitest';
import { SCORER_TEXTS, SCORERS, suspicionScore, suspicionValues } from './scorers.ts';

describe('suspicionValues', () => {
  it('tells perplexity and spread of the surprise', () => {
    const values = suspicionValues(Float64Array.of(1, 2, 3), undefined);
    expect(values.perplexity).toBeCloseTo(Math.exp(2), 12);
    expect(values.burstiness).toBe(1);
    expect(values).not.toHaveProperty('fast-detect-gpt');
  });

  it('leaves out what does not exist', () => {
    expect(suspicionValues(undefined, undefined)).toEqual({});
    expect(suspicionValues(new Float64Array(0), undefined)).toEqual({});
    expect(Object.keys(suspicionValues(Float64Array.of(1), undefined))).toEqual(['perplexity']);
    const still = { logprobs: [0], means: [0], variances: [0] };
    expect(suspicionValues(undefined, still)).toEqual({});
  });

  it('has the curvature beside them where a model is given', () => {
    const moments = { logprobs: [-1], means: [-2], variances: [4] };
    expect(suspicionValues(undefined, moments)).toEqual({ 'fast-detect-gpt': 0.5 });
  });
});

describe('suspicionScore', () => {
  it('is higher for what is blander, steadier, likelier', () => {
    expect(suspicionScore('perplexity', 10)).toBeGreaterThan(suspicionScore('perplexity', 20));
    expect(suspicionScore('burstiness', 1)).toBeGreaterThan(suspicionScore('burstiness', 2));
    expect(suspicionScore('fast-detect-gpt', 3)).toBeGreaterThan(suspicionScore('fast-detect-gpt', 1));
    expect(Object.keys(SCORER_TEXTS)).toEqual([...SCORERS]);
  });
});
