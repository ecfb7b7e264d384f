import { describe, expect, it } from 'vitest';
import { forecastOf, PLAIN } from '../../../test/fixtures/forecast.ts';
import type { Forecast } from '../../lab/forecast/result.ts';
import { assumptions, curveName, humanLine, planLine, remedy, usesLabel } from './words.ts';

const needed = (
  more: Partial<Forecast['needed']>,
  settings: Partial<Forecast['settings']> = {},
): Forecast => ({
  ...PLAIN,
  settings: { ...PLAIN.settings, ...settings },
  needed: { keep: 0.9, generations: 10, ...more },
});

describe('the words of a forecast', () => {
  it('never round down what suffices', () => {
    const text = remedy(needed({ share: { value: 0.2705, interval: [0.2, 0.301] }, units: 2705 }));
    expect(text).toContain('With at least 28% human data [20%, 31%] in every generation (2,705 of ');
    expect(text).toContain('each of the next 10 training sets would hold 90% of the tail');
  });

  it('say where none is needed, and where none is enough', () => {
    expect(remedy(needed({ share: { value: 0, interval: [0, 0] }, units: 0 }))).toMatch(
      /^Without any human data/,
    );
    expect(remedy(needed({}, { fresh: false }))).toContain('they must be new in each generation');
    expect(remedy(needed({}))).toContain('take more samples');
    expect(remedy(needed({ generations: 1 }, { fresh: false }))).toContain('the next training set');
  });

  it('tell the plan and the text', () => {
    expect(planLine(PLAIN)).toMatch(
      /^10 generations of [\d,]+ tokens, replacing what was before; human data new in each$/,
    );
    expect(planLine(forecastOf({ mode: 'accumulate', fresh: false }))).toContain(
      'added to all before; the same human data',
    );
    expect(humanLine(PLAIN)).toMatch(
      /^[\d,]+ tokens, [\d,]+ word types; tail: the rarest [\d,]+ that two examples hold$/,
    );
    expect(humanLine(forecastOf({ order: 2 }))).toContain('2-gram types');
  });

  it('say what is in no figure', () => {
    expect(assumptions(PLAIN).join(' ')).toMatch(
      /In other human text [\d.]+% of the tokens are of such types/,
    );
    expect(assumptions(forecastOf({ unit: 'examples' })).join(' ')).not.toContain('of such types');
  });

  it('name bands and shares', () => {
    expect([usesLabel({ from: 1, to: 1 }), usesLabel({ from: 3, to: 4 }), usesLabel({ from: 257 })]).toEqual([
      '1',
      '3\u20134',
      '257+',
    ]);
    expect(curveName(0.025)).toBe('2.5% human');
  });
});
