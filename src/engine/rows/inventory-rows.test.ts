import { describe, expect, it } from 'vitest';
import { type InventorySummary, inventoryRows } from './inventory-rows.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';

const RECORDS = [
  recordOf({ text: 'two words', category: 'news', provenance: { origin: 'human' } }, 1),
  recordOf({ text: 'a 😀', category: 'news', provenance: { origin: 'human' } }, 2),
  recordOf({ text: '' }, 3),
];

const lines = (...keys: Parameters<typeof inventoryRows>[0]['keys']) =>
  (heard(inventoryRows({ keys }, place()), RECORDS).summary as InventorySummary).lines;

describe('inventoryRows', () => {
  it('counts code points, not UTF-16 units, and the end of each example as a token', () => {
    expect(lines('origin')).toEqual([
      { values: ['human'], examples: 2, tokens: 6, characters: 12 },
      { values: [null], examples: 1, tokens: 1, characters: 0 },
    ]);
  });

  it('knows the file by what the shard is called', () => {
    expect(lines('file').map(({ values, examples }) => [...values, examples])).toEqual([['a.jsonl', 3]]);
  });

  it('parts nothing where there is no key, and writes no record', () => {
    expect(lines()).toMatchObject([{ values: [], examples: 3 }]);
    expect(heard(inventoryRows({ keys: ['origin'] }, place()), RECORDS).out.written).toEqual([]);
  });
});
