import { describe, expect, it } from 'vitest';
import { paint } from './paint.ts';
import type { Column } from './table.ts';
import { tableLines } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'signal', side: 'left', sacrifice: 0, least: 5 },
  { title: 'value', side: 'right', sacrifice: 2 },
  { title: 'human', side: 'right', sacrifice: 1 },
  { title: 'ratio', side: 'right', sacrifice: 0 },
];
const ROWS = [
  ['Tail coverage', '0.12', '0.64', '0.19'],
  ['Spread', '41', '61.2', '0.67'],
].map((row) => row.map((text) => ({ text })));

const at = (room: number) => paint(tableLines(COLUMNS, ROWS, room), room, false).split('\n');

describe('tableLines', () => {
  it('sets numbers flush right under their titles', () => {
    expect(at(80)).toEqual([
      '  signal         value  human  ratio',
      '  Tail coverage   0.12   0.64   0.19',
      '  Spread            41   61.2   0.67',
      '',
    ]);
  });

  it('gives up columns in the order told', () => {
    expect(at(35)[0]).toBe('  signal         human  ratio');
    expect(at(28)[0]).toBe('  signal         ratio');
  });

  it('narrows the column that may shrink when no more can go', () => {
    expect(at(18)[1]).toBe('  Tail cov…   0.19');
    expect(at(14)[1]).toBe('  Tail…   0.19');
  });
});
