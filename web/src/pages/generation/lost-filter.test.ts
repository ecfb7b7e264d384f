import { describe, expect, it } from 'vitest';
import { filterLost, type LostType, lostCategories, lostOrders } from './lost-filter.ts';

function lost(type: string, order: number, text?: string): LostType {
  const passage = text === undefined ? {} : { passage: { text, start: 0, end: 1 } };
  return { type, order, holdoutCount: 3, holdoutExamples: 2, reservoirCount: 4, ...passage };
}

const LOST = [
  lost('whale', 1, 'The Whale was white.'),
  lost('the sea', 2, 'Over the sea.'),
  lost('harpoon', 1),
];

function found(text: string, order = ''): string[] {
  return filterLost(LOST, text, order).map(({ type }) => type);
}

describe('filterLost', () => {
  it('gives all where nothing is asked', () => {
    expect(found('  ')).toEqual(['whale', 'the sea', 'harpoon']);
  });

  it('looks in the words and in the sentences that held them, whatever the case', () => {
    expect(found('HARP')).toEqual(['harpoon']);
    expect(found('white')).toEqual(['whale']);
    expect(found('the')).toEqual(['whale', 'the sea']);
  });

  it('takes what is typed for text, not for a pattern', () => {
    expect(found('.*')).toEqual([]);
  });

  it('gives one order, or none where an address names an odd one', () => {
    expect(found('', '2')).toEqual(['the sea']);
    expect(found('', 'x')).toEqual([]);
  });
});

describe('categories of what was lost', () => {
  const MIXED: LostType[] = [
    { ...lost('whale', 1), category: 'word' },
    { ...lost('1851', 1), category: 'number' },
    { ...lost('sea', 1), category: 'word' },
    lost('old', 1),
  ];

  it('are counted, the most first; what an old server tells without one is in none', () => {
    expect(lostCategories(MIXED)).toEqual([
      { category: 'word', count: 2, label: 'words' },
      { category: 'number', count: 1, label: 'numbers' },
    ]);
    expect(lostCategories([])).toEqual([]);
  });

  it('narrow what is shown, together with text and order', () => {
    const types = (text: string, order: string, category: string) =>
      filterLost(MIXED, text, order, category).map(({ type }) => type);
    expect(types('', '', 'word')).toEqual(['whale', 'sea']);
    expect(types('wh', '1', 'word')).toEqual(['whale']);
    expect(types('', '2', 'word')).toEqual([]);
    expect(types('', '', 'other')).toEqual([]);
    expect(types('', '', '')).toHaveLength(4);
  });
});

it('lostOrders gives each order once, lowest first', () => {
  expect(lostOrders([...LOST].reverse())).toEqual([1, 2]);
});
