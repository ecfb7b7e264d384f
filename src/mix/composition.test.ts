import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../corpus/example.ts';
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

  it('adds up to the whole by every key, in examples, tokens and shares', () => {
    const row = fc.record({
      origin: fc.constantFrom(...ORIGINS),
      source: fc.constantFrom('', 'a', 'b'),
      model: fc.constantFrom('', 'm'),
      generation: fc.integer({ min: -1, max: 2 }),
      tokens: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(10), (rows, code) => {
        const fates = Uint8Array.from(rows, (_, i) => (i % 3 === 0 ? 0 : code));
        const { examples, tokens, ...by } = composition(candidatesOf(rows), fates);
        const chosen = rows.filter((_, i) => fates[i] === 0);
        expect(examples).toBe(chosen.length);
        expect(tokens).toBe(chosen.reduce((sum, one) => sum + one.tokens, 0));
        for (const list of Object.values(by)) {
          const sum = (key: 'examples' | 'tokens' | 'shareOfExamples' | 'shareOfTokens') =>
            list.reduce((total, one) => total + one[key], 0);
          expect([sum('examples'), sum('tokens')]).toEqual([examples, tokens]);
          expect(sum('shareOfExamples')).toBeCloseTo(1, 9);
          expect(sum('shareOfTokens')).toBeCloseTo(tokens === 0 ? 0 : 1, 9);
          expect(new Set(list.map(({ value }) => value)).size).toBe(list.length);
          for (let i = 1; i < list.length; i++)
            expect(list[i].examples).toBeLessThanOrEqual(list[i - 1].examples);
        }
      }),
    );
  });

  it('has no share of tokens, and not a wrong one, where no example has any', () => {
    const { byOrigin } = composition(candidatesOf([{ origin: 'human', tokens: 0 }]), Uint8Array.of(0));
    expect(byOrigin).toEqual([
      { value: 'human', examples: 1, tokens: 0, shareOfExamples: 1, shareOfTokens: 0 },
    ]);
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
