import { describe, expect, it } from 'vitest';
import { countsOf } from './corpora.ts';

const line = (values: (string | number | null)[], examples: number) => ({
  values,
  examples,
  tokens: 10 * examples,
  characters: 0,
});

describe('countsOf', () => {
  it('sums what examples state, and what they do not', () => {
    const counted = countsOf([
      line(['human', 'press', null, null, 'CC0-1.0', 'declared'], 5),
      line(['synthetic', 'line', 'm1', 1, null, 'declared'], 3),
      line(['synthetic', 'line', null, null, null, null], 2),
      line([null, null, null, null, null, null], 1),
      line(['unknown', 'press', null, null, null, null], 4),
    ]);
    expect(counted).toMatchObject({
      examples: 15,
      byOrigin: { human: 5, synthetic: 5, unknown: 5 },
      unstated: { origin: 5, source: 1, license: 10, evidence: 7, model: 7, generation: 7 },
      models: ['m1'],
      humanWithModel: 0,
    });
    expect(counted.sources).toEqual([
      { source: 'press', origin: 'human', examples: 5, tokens: 50 },
      { source: 'line', origin: 'synthetic', examples: 5, tokens: 50 },
      { source: 'press', origin: 'unknown', examples: 4, tokens: 40 },
    ]);
  });

  it('finds what is called human and names a model', () => {
    expect(countsOf([line(['human', null, 'm1', null, null, null], 2)]).humanWithModel).toBe(2);
  });

  it('is empty for nothing', () => {
    expect(countsOf([])).toMatchObject({ examples: 0, byOrigin: {}, sources: [] });
  });
});
