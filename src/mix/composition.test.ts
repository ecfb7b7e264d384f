import { describe, expect, it } from 'vitest';
import { candidatesOf } from './candidates.test.support.ts';
import { composition } from './composition.ts';
import { FATE } from './fate.ts';

const candidates = candidatesOf([
  { origin: 'human', source: 'books', generation: 0, tokens: 30 },
  { origin: 'synthetic', source: 'api', model: 'm', generation: 2, tokens: 10 },
  { origin: 'synthetic', source: 'api', model: 'm', generation: 2, tokens: 10 },
  { origin: 'synthetic', tokens: 50 },
]);

describe('composition', () => {
  it('counts what was chosen by each key, the largest first', () => {
    const made = composition(candidates, Uint8Array.of(0, 0, 0, 0));
    expect(made).toMatchObject({ examples: 4, tokens: 100 });
    expect(made.byOrigin).toEqual([
      { value: 'synthetic', examples: 3, tokens: 70, shareOfExamples: 0.75, shareOfTokens: 0.7 },
      { value: 'human', examples: 1, tokens: 30, shareOfExamples: 0.25, shareOfTokens: 0.3 },
    ]);
    expect(made.bySource.map(({ value, examples }) => [value, examples])).toEqual([
      ['api', 2],
      [undefined, 1],
      ['books', 1],
    ]);
    expect(made.byGeneration.map(({ value }) => value)).toEqual(['2', undefined, '0']);
  });

  it('leaves out what was not chosen', () => {
    const made = composition(candidates, Uint8Array.of(0, FATE['surplus'], FATE['guarded'], FATE['capped']));
    expect(made.examples).toBe(1);
    expect(made.byModel).toEqual([{ examples: 1, tokens: 30, shareOfExamples: 1, shareOfTokens: 1 }]);
  });

  it('of nothing is empty', () => {
    expect(composition(candidatesOf([]), new Uint8Array())).toEqual({
      examples: 0,
      tokens: 0,
      byOrigin: [],
      bySource: [],
      byModel: [],
      byGeneration: [],
    });
  });
});
