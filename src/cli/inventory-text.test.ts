import { describe, expect, it } from 'vitest';
import type { Inventory } from '../engine/rows/inventory.ts';
import { inventoryDocument, inventoryText } from './inventory-text.ts';

const amount = (examples: number) => ({ examples, tokens: examples * 10, characters: examples * 50 });

const LEDGER: Inventory = {
  total: amount(1000),
  tables: [
    {
      by: ['source', 'model'],
      lines: [
        { values: ['press', null], ...amount(900) },
        {
          values: ['api', 'a-model-with-a-very-long-name-indeed-that-no-terminal-has-room-for'],
          ...amount(99),
        },
        { values: [null, null], ...amount(1) },
      ],
    },
  ],
  unknown: [
    { key: 'origin', ...amount(0) },
    { key: 'source', ...amount(1) },
    { key: 'license', ...amount(1000) },
  ],
  malformed: 2,
  invalidEncoding: 0,
};

const text = (columns: number, top?: number) =>
  inventoryText(LEDGER, { columns, colour: false, ...(top === undefined ? {} : { top }) });

describe('inventoryText', () => {
  it('begins with the whole and ends with what nobody knows', () => {
    const lines = text(120).trimEnd().split('\n');
    expect(lines[0]).toBe('1,000 examples, 10,000 tokens, 50,000 characters');
    expect(lines.at(-1)).toBe('Unknown: source of 0.1%, licence of 100% of the examples.');
  });

  it('keeps to the width that there is', () => {
    for (const columns of [40, 60, 80]) {
      for (const line of text(columns).split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it('cuts a long table and says so', () => {
    expect(text(120, 1)).toContain('and 2 more: see them with --top');
    expect(text(120, 1)).not.toContain('api');
  });

  it('says where nothing is unknown', () => {
    const known = { ...LEDGER, unknown: LEDGER.unknown.slice(0, 1) };
    expect(inventoryText(known, { columns: 80, colour: false })).toContain(
      'Everything is stated of every example.',
    );
  });

  it('colours where it is asked to', () => {
    expect(inventoryText(LEDGER, { columns: 80, colour: true })).toContain('\u001b[');
  });
});

describe('inventoryDocument', () => {
  it('names values by their keys', () => {
    expect(inventoryDocument(LEDGER)).toMatchObject({
      schema: 'outcross.inventory/1',
      malformed: 2,
      tables: [{ by: ['source', 'model'], lines: [{ source: 'press', model: null, examples: 900 }, {}, {}] }],
    });
  });
});
