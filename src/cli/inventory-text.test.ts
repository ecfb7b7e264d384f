import { describe, expect, it } from 'vitest';
import type { Inventory } from '../engine/rows/inventory.ts';
import { cutFigures, hiddenIn, widest } from './fixtures.test.support.ts';
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

describe('an inventory on any terminal', () => {
  const huge = {
    ...LEDGER,
    total: { examples: 123_456_789, tokens: 45_678_901_234, characters: 234_567_890_123 },
  };

  it.each([40, 60, 80])('says the whole within %d columns', (columns) => {
    const shown = inventoryText(huge, { columns, colour: false });
    expect(widest(shown)).toBeLessThanOrEqual(columns);
    expect(shown.replace(/\s+/g, ' ')).toMatch(
      /^123,456,789 examples, 45,678,901,234 tokens, 234,567,890,123 characters /,
    );
  });

  it('cuts no figure, however narrow the terminal: columns go whole', () => {
    const lines = [
      { values: ['human'], examples: 99_456_789, tokens: 40_678_901_234, characters: 204_567_890_123 },
    ];
    const tables = [{ by: ['origin'] as const, lines }];
    for (let columns = 40; columns <= 100; columns++) {
      const shown = inventoryText({ ...huge, tables }, { columns, colour: false });
      expect(cutFigures(shown)).toEqual([]);
      expect(shown).toMatch(/\n {2}human +99,456,789 +81%/);
    }
  });

  it('says of one example that it is one', () => {
    const one = { ...LEDGER, total: { examples: 1, tokens: 2, characters: 3 } };
    expect(inventoryText(one, { columns: 80, colour: false })).toMatch(
      /^1 example, 2 tokens, 3 characters\n/,
    );
  });

  it('has no share of nothing, and says nothing of many lines where there are none', () => {
    const none = {
      ...LEDGER,
      total: amount(0),
      tables: [{ by: ['source'] as const, lines: [] }],
      unknown: [],
    };
    const shown = inventoryText(none, { columns: 80, colour: false });
    expect(shown).not.toMatch(/NaN|Infinity|more/);
    expect(shown).toMatch(/\n {2}source +examples/);
  });

  it('tells a value that is not stated from one that says so', () => {
    const lines = [
      { values: ['(not stated)', 'm'], ...amount(1) },
      { values: [null, 'm'], ...amount(1) },
    ];
    const shown = inventoryText(
      { ...LEDGER, tables: [{ by: ['source', 'model'], lines }] },
      { columns: 80, colour: true },
    );
    expect(shown).toContain('\u001b[2m(not stated)');
    expect(shown.split('(not stated)')).toHaveLength(3);
  });

  it('shows as many lines as are asked for: none, and more than there are', () => {
    expect(text(100, 0)).toContain('and 3 more: see them with --top');
    expect(text(100, 99)).not.toContain('--top');
    expect(text(150, 99)).toMatch(/\(not stated\) +\(not stated\) +1 +0\.1%/);
  });

  it('shows a hostile source as what it is', () => {
    const lines = [{ values: ['\u001b[2J\n\u202e', 'm'], ...amount(1000) }];
    const shown = inventoryText(
      { ...LEDGER, tables: [{ by: ['source', 'model'], lines }] },
      { columns: 60, colour: false },
    );
    expect(hiddenIn(shown)).toEqual([]);
    expect(shown).toContain('\n  [U+001B][2J[U+000A][U+202E]  m         1,000   100%\n');
  });
});
