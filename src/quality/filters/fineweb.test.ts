import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { brokenBy, measuresOf, PROSE, pythonStrip } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const broken = (text: string, rules = {}) => brokenBy('fineweb', text, rules);
const measures = (text: string) => measuresOf('fineweb', text);

/** `n` different lines of more than 30 characters, the first `marked` with a full stop. */
const lines = (n: number, marked: number) =>
  Array.from({ length: n }, (_, i) => `this is line number ${i} of a longer text${i < marked ? '.' : ''}`);

describe("datatrove's own test values", () => {
  it('are met: nothing, and short lines', async () => {
    expect(await broken('')).toEqual(['empty']);
    expect(await broken('\n \n\t')).toEqual(['empty']);
    expect(await broken('hi.\nbye.\nok.\nno.\nyes.', { 'fineweb.short-lines': 0.5 })).toContain(
      'short-lines',
    );
  });
});

describe('rules', () => {
  it('let prose pass', async () => {
    expect(await broken(PROSE)).toEqual([]);
  });

  it('want 12% of lines to end a sentence, in any script', async () => {
    expect(await broken(lines(100, 12).join('\n'))).toEqual([]);
    expect(await broken(lines(100, 11).join('\n'))).toEqual(['punctuated-lines']);
    expect((await measures('这是第一行。\nالسطر الثاني؟\n"quoted."\nend. '))['punctuated-lines']).toBe(2 / 4);
    expect((await measures('𑁇'))['punctuated-lines']).toBe(1);
  });

  it('want no more than 67% of lines of 30 characters or fewer', async () => {
    const short = (n: number) =>
      lines(100, 100).map((line, i) => (i < n ? `${line.slice(15, 36).padEnd(25, 'x')}${i}.` : line));
    expect(await broken(short(67).join('\n'))).not.toContain('short-lines');
    expect(await broken(short(68).join('\n'))).toContain('short-lines');
    expect((await measures(`${'a'.repeat(30)}\n${'😀'.repeat(30)}\n${'b'.repeat(31)}`))['short-lines']).toBe(
      2 / 3,
    );
  });

  it('want no more than 1% of characters in lines that came before', async () => {
    const text = (filler: number) => `Same line.\n${'x'.repeat(filler)}.\nSame line.`;
    expect((await measures(text(979)))['duplicate-characters']).toBe(0.01);
    expect(await broken(text(979))).not.toContain('duplicate-characters');
    expect(await broken(text(978))).toContain('duplicate-characters');
  });

  it('want no more than three line feeds to ten words', async () => {
    const text = (feeds: number) => `a b c d e f g h i${'\n'.repeat(feeds)}j`;
    expect((await measures(text(3)))['line-feeds']).toBe(0.3);
    expect(await broken(text(3))).not.toContain('line-feeds');
    expect(await broken(text(4))).toContain('line-feeds');
  });
});

/** The measures as they are written down, over strings. */
function plainly(text: string): Record<string, number | undefined> {
  const all = text.split('\n').filter((line) => pythonStrip(line) !== '');
  const feeds = text.split('\n').length - 1;
  const length = (line: string) => [...line].length;
  const copies = all.filter((line, i) => all.indexOf(line) < i);
  const share = (count: number) => (all.length === 0 ? undefined : count / all.length);
  return {
    lines: all.length,
    'punctuated-lines': share(all.filter((line) => /\p{Sentence_Terminal}$/u.test(line)).length),
    'short-lines': share(all.filter((line) => length(line) <= 30).length),
    'duplicate-characters':
      all.length === 0
        ? undefined
        : copies.reduce((sum, line) => sum + length(line), 0) / (length(text) - feeds),
  };
}

describe('the measures of fineweb', () => {
  it('agree with the same measures over strings, whatever the text', async () => {
    const filter = await createTextFilter({ profiles: ['fineweb'] });
    const unit = fc.constantFrom(
      'a',
      'word ',
      '.',
      '。',
      '?',
      '\n',
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '\u2028',
      '😀',
      'x'.repeat(30),
      ' ',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const found = Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
        expect(found).toMatchObject(plainly(text));
      }),
      { numRuns: runs(500) },
    );
  });

  it('do not exist for a text of white space, but for its lines', async () => {
    for (const text of ['', '\n\n', ' \t\n ', '\u2028\u3000']) {
      expect(await measures(text)).toEqual({
        lines: 0,
        'punctuated-lines': undefined,
        'short-lines': undefined,
        'duplicate-characters': undefined,
        'line-feeds': undefined,
      });
    }
  });
});
