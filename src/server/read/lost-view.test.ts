import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import type { GenerationReport, LostType } from '../../report/report.ts';
import { lostView, withCategories } from './lost-view.ts';

const type = (text: string, more: Partial<LostType> = {}): LostType => ({
  type: text,
  order: 1,
  holdoutCount: 2,
  holdoutExamples: 2,
  reservoirCount: 1,
  ...more,
});
const REPORT: GenerationReport = {
  ...COLLAPSING.generations[0],
  lost: [
    type('harpoon', { passage: { text: 'The Harpoon (a+)+$', start: 4, end: 11 } }),
    type('1851'),
    type('white whale', { order: 2 }),
    type('sea'),
    type('42', { category: 'number' }),
  ],
};
const types = (query: Parameters<typeof lostView>[1]) => lostView(REPORT, query).lost.map((one) => one.type);

describe('lostView', () => {
  it('gives each its category, also of reports that hold none, and counts them, the most first', () => {
    const { lost, total, categories } = lostView(REPORT, {});
    expect(lost.map(({ category }) => category)).toEqual(['name', 'number', 'phrase', 'word', 'number']);
    expect([total, Object.entries(categories)]).toEqual([
      5,
      [
        ['number', 2],
        ['name', 1],
        ['phrase', 1],
        ['word', 1],
      ],
    ]);
  });

  it('gives one category, and still says how many there are of the others', () => {
    expect(lostView(REPORT, { category: 'number' })).toMatchObject({
      lost: [{ type: '1851' }, { type: '42' }],
      total: 2,
      categories: { word: 1, phrase: 1 },
    });
    expect(lostView(REPORT, { category: 'constructor' })).toMatchObject({ lost: [], total: 0 });
  });

  it('looks for text in types and passages, by order, in pieces', () => {
    expect(types({ search: ' WHALE ' })).toEqual(['white whale']);
    expect(types({ search: '(a+)+$' })).toEqual(['harpoon']);
    expect(types({ order: 2 })).toEqual(['white whale']);
    expect(types({ offset: 1, limit: 2 })).toEqual(['1851', 'white whale']);
    expect(types({ offset: 9 })).toEqual([]);
    expect(lostView(REPORT, { search: 'harp' }).categories).toEqual({ name: 1 });
  });
});

describe('withCategories', () => {
  it('adds what is not there, and leaves what is', () => {
    const filled = withCategories(REPORT);
    expect(filled.lost.map(({ category }) => category)).toEqual([
      'name',
      'number',
      'phrase',
      'word',
      'number',
    ]);
    expect(withCategories(filled)).toBe(filled);
  });
});
