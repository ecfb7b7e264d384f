import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../compare/verdict.ts';
import { paint, span, verdictStyle } from './paint.ts';

const LINE = [span('late', 'bold', 'red'), span(' and more', 'dim')];

describe('paint', () => {
  it('writes no escape code unless asked', () => {
    expect(paint([LINE], 80, false)).toBe('late and more\n');
  });

  it('closes every style that it opens', () => {
    expect(paint([LINE], 80, true)).toBe('\u001b[1;31mlate\u001b[0m\u001b[2m and more\u001b[0m\n');
  });

  it('cuts a line across its spans, the same with colour and without', () => {
    expect(paint([LINE], 8, false)).toBe('late an…\n');
    expect(paint([LINE], 8, true)).toContain(' an…\u001b[0m\n');
    expect(paint([LINE], 3, true)).toBe('\u001b[1;31mla…\u001b[0m\n');
  });

  it('leaves no space at the end of a line, whichever span it stands in', () => {
    expect(paint([[span('a  '), span('   ', 'bold'), span('', 'red')]], 80, true)).toBe('a\n');
  });
});

describe('verdictStyle', () => {
  it('gives every verdict a style of its own', () => {
    expect(new Set(VERDICTS.map(verdictStyle)).size).toBe(VERDICTS.length);
  });
});
