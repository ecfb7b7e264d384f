import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lostTypes } from '../../test/fixtures/passages.ts';
import { cutPassage } from './passage.ts';

const [lost] = lostTypes();

function around(text: string, start: number, end: number) {
  return { ...lost, passage: { text, start, end } };
}

describe('cutPassage', () => {
  it('splits a passage around the type', () => {
    expect(cutPassage(lost)).toEqual({
      before: 'The ferryman kept a ',
      type: 'corncrake',
      after: ' in a willow cage and swore that it foretold the weather.',
    });
  });

  it('gives nothing where profiles carry no text', () => {
    const { passage: _, ...bare } = lost;
    expect(cutPassage(bare)).toBeUndefined();
  });

  it('cuts long surroundings at words', () => {
    const text = `${'many words '.repeat(100)}needle${' more words'.repeat(100)}`;
    const start = text.indexOf('needle');
    const cut = cutPassage(around(text, start, start + 6), 30)!;
    expect(cut.before).toBe('… words many words many words ');
    expect(cut.after).toBe(' more words more words more…');
  });

  it('shows no piece of a word at either end of a passage that was cut out of a longer text', () => {
    const cut = (before: string, after: string) => {
      const found = cutPassage(around(`${before}needle${after}`, before.length, before.length + 6))!;
      return [found.before, found.after];
    };
    expect(cut('\u2026hen you overtook a ', ' which he ra\u2026')).toEqual([
      '\u2026 you overtook a ',
      ' which he \u2026',
    ]);
    // Whole words, and texts without spaces, stay.
    expect(cut('\u2026 then a ', ' and \u2026')).toEqual(['\u2026 then a ', ' and \u2026']);
    expect(cut('\u2026\u6211\u5011', '\u5f88\u597d\u2026')).toEqual([
      '\u2026\u6211\u5011',
      '\u5f88\u597d\u2026',
    ]);
    // What is no end of a passage that was cut is of the text.
    expect(cut('So\u2026well, a ', ' or two')).toEqual(['So\u2026well, a ', ' or two']);
    expect(cut('\u2026', '\u2026')).toEqual(['\u2026', '\u2026']);
  });

  it('finds the type before control characters grow the text', () => {
    const text = '\u001b\u001b\u0000needle\n\u202e';
    expect(cutPassage(around(text, 3, 9))).toEqual({
      before: '[U+001B][U+001B][U+0000]',
      type: 'needle',
      after: ' [U+202E]',
    });
  });

  it('bears offsets that lie', () => {
    const offset = fc.oneof(fc.integer(), fc.constant(Number.NaN), fc.double());
    fc.assert(
      fc.property(fc.string(), offset, offset, (text, start, end) => {
        const cut = cutPassage(around(text, start, end), 1000)!;
        expect((cut.before + cut.type + cut.after).length).toBeGreaterThanOrEqual(0);
        expect(`${cut.before}${cut.type}`.length).toBeLessThanOrEqual(text.length * 8 + 2);
      }),
    );
  });

  it('bears a passage of ten megabytes', () => {
    const text = `${'x'.repeat(5_000_000)} needle ${'y'.repeat(5_000_000)}`;
    const cut = cutPassage(around(text, 5_000_001, 5_000_007))!;
    expect(cut.type).toBe('needle');
    expect(cut.before.length + cut.after.length).toBeLessThan(300);
  });
});
