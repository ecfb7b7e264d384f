import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth, clip, pad, wrap } from './cells.ts';

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const width = fc.integer({ min: 1, max: 50 });

describe('cellWidth', () => {
  it('counts wide letters twice, marks and joiners not at all', () => {
    expect(cellWidth('abc')).toBe(3);
    expect(cellWidth('漢字')).toBe(4);
    expect(cellWidth('e\u0301')).toBe(1);
    expect(cellWidth('한글')).toBe(4);
    expect(cellWidth('🙂')).toBe(2);
    expect(cellWidth('▼ −26%…')).toBe(7);
  });

  it('adds up', () => {
    fc.assert(fc.property(text, text, (a, b) => cellWidth(`${a} ${b}`) === cellWidth(a) + 1 + cellWidth(b)));
  });
});

describe('clip', () => {
  it('keeps what fits and marks a cut', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdef', 5)).toBe('abcd…');
    expect(clip('漢字漢字', 4)).toBe('漢…');
    expect(clip('abc', 0)).toBe('');
  });

  it('never exceeds the width', () => {
    fc.assert(fc.property(text, width, (line, most) => cellWidth(clip(line, most)) <= most));
  });
});

describe('pad', () => {
  it('fills the side named', () => {
    expect(pad('ab', 4)).toBe('ab  ');
    expect(pad('ab', 4, 'left')).toBe('  ab');
  });

  it('gives exactly the width', () => {
    fc.assert(fc.property(text, width, (line, most) => cellWidth(pad(line, most)) === most));
  });
});

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('the tail is going', 8)).toEqual(['the tail', 'is going']);
  });

  it('splits a word that is wider than a line', () => {
    expect(wrap('a abcdefgh', 3)).toEqual(['a', 'abc', 'def', 'gh']);
  });

  it('gives no line for nothing', () => {
    expect(wrap('   ', 10)).toEqual([]);
  });

  it('keeps every letter, within the width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 50 }), (line, most) => {
        const lines = wrap(line, most);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
        expect(lines.every((part) => cellWidth(part) <= most)).toBe(true);
      }),
    );
  });
});
