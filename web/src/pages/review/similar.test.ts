import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedRuns, WORDS } from './similar.ts';

describe('sharedRuns', () => {
  it('is one shared run for the same text', () => {
    expect(sharedRuns('the old barn', 'the old barn')).toEqual([{ text: 'the old barn', shared: true }]);
  });

  it('is one own run for a text with nothing in common', () => {
    expect(sharedRuns('red blue', 'green')).toEqual([{ text: 'red blue', shared: false }]);
  });

  it('marks what was put in', () => {
    expect(sharedRuns('the very old barn', 'the old barn')).toEqual([
      { text: 'the ', shared: true },
      { text: 'very ', shared: false },
      { text: 'old barn', shared: true },
    ]);
  });

  it('does not mind case and blanks', () => {
    expect(sharedRuns('The  OLD\nbarn', 'the old barn')?.every(({ shared }) => shared)).toBe(true);
  });

  it('is nothing for no text', () => {
    expect(sharedRuns('', 'a')).toEqual([]);
  });

  it('is not told for texts that are too long to compare', () => {
    expect(sharedRuns('a '.repeat(WORDS + 1), 'a')).toBeUndefined();
    expect(sharedRuns('a', 'a '.repeat(WORDS + 1))).toBeUndefined();
  });

  it('gives the text back, shares no more than the other has, and is as long from either side', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const runs = sharedRuns(a, b)!;
        expect(runs.map((run) => run.text).join('')).toBe(a);
        expect(sharedWords(runs)).toBe(sharedWords(sharedRuns(b, a)!));
      }),
    );
  });

  it('finds the longest: no shorter than any common word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 8 }), (words) => {
        expect(sharedWords(sharedRuns(words.join(' '), [...words, 'z', ...words].join(' '))!)).toBe(
          words.length,
        );
      }),
    );
  });
});

function sharedWords(runs: readonly { text: string; shared: boolean }[]): number {
  return runs.filter(({ shared }) => shared).flatMap(({ text }) => text.trim().split(/\s+/)).length;
}
