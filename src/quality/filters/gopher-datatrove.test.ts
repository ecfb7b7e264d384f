import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import {
  brokenBy,
  differentWords,
  measuresOf,
  PROSE,
  pythonLines,
  pythonStrip,
} from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const broken = (text: string, rules: Record<string, number | false> = {}) =>
  brokenBy(
    'gopher-datatrove',
    text,
    Object.fromEntries(Object.entries(rules).map(([id, to]) => [`gopher-datatrove.${id}`, to])),
  );
const measures = (text: string) => measuresOf('gopher-datatrove', text);

/** Prose of n words that are no symbols: stop words enough, none repeated. */
const prose = (n: number) => [...differentWords(n - 2), 'the', 'of'].join(' ');

describe("datatrove's own test values", () => {
  it('are met: repeated lines, a repeated phrase, short words, number signs', async () => {
    const lines = 'I am your father.\n'.repeat(4);
    expect((await broken(lines)).includes('duplicate-lines')).toBe(true);
    expect((await measures(lines))['duplicate-lines']).toBe(3 / 5);
    expect(await broken('I am Frank, I am Frank, I am Frank')).toContain('top-2-gram');
    expect(await broken('I am '.repeat(20), { 'words.min': 10 })).toContain('word-length.min');
    expect(await broken('# comment '.repeat(20), { 'words.min': 10 })).toContain('hashes');
  });
});

describe('rules of quality', () => {
  it('let prose pass', async () => {
    expect(await broken(PROSE)).toEqual([]);
  });

  it('want 50 to 100,000 words, symbols left out', async () => {
    expect(await broken(prose(50))).toEqual([]);
    expect(await broken(`${prose(49)} - ! ( )`)).toEqual(['words.min']);
    const long = (n: number) =>
      Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 'the' : `of${i}`)).join(' ');
    expect(await broken(long(100_000))).not.toContain('words.max');
    expect(await broken(long(100_001))).toContain('words.max');
  });

  it('want words of 3 to 10 characters in the mean', async () => {
    const words = (length: number) =>
      Array.from({ length: 60 }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(length)).join(' ');
    expect(await broken(words(3))).not.toContain('word-length.min');
    expect(await broken(words(2))).toContain('word-length.min');
    expect(await broken(words(10))).not.toContain('word-length.max');
    expect(await broken(words(11))).toContain('word-length.max');
  });

  it('want at most one number sign and one ellipsis to ten words, symbols counted', async () => {
    expect(await broken(`${prose(90)}${' #'.repeat(10)}`)).not.toContain('hashes');
    expect(await broken(`${prose(90)}${' #'.repeat(11)}`)).toContain('hashes');
    expect(await broken(`${prose(90)}${' ...'.repeat(10)}`)).not.toContain('ellipses');
    expect(await broken(`${prose(90)}${' …'.repeat(11)}`)).toContain('ellipses');
  });

  it('want lines that begin with a bullet or end with an ellipsis to be few', async () => {
    const text = (marked: number, mark: (line: string) => string) =>
      Array.from({ length: 10 }, (_, i) => (i < marked ? mark(`line ${i}`) : `line ${i}`)).join('\n');
    expect((await measures(text(9, (line) => `  • ${line}`)))['bullet-lines']).toBe(0.9);
    expect(await broken(text(9, (line) => `- ${line}`))).not.toContain('bullet-lines');
    expect(await broken(text(10, (line) => `- ${line}`))).toContain('bullet-lines');
    expect(await broken(text(3, (line) => `${line}... `))).not.toContain('ellipsis-lines');
    expect(await broken(text(4, (line) => `${line}…`))).toContain('ellipsis-lines');
    expect(await broken(text(4, (line) => `${line}..`))).not.toContain('ellipsis-lines');
  });

  it('want letters in 80% of words, symbols counted as words', async () => {
    expect(await broken(`${prose(80)} ${'7 '.repeat(20)}`)).not.toContain('alphabetic-words');
    expect(await broken(`${prose(80)} ${'7 '.repeat(20)},`)).toContain('alphabetic-words');
  });

  it('want two different stop words, in small letters', async () => {
    const words = differentWords(60).join(' ');
    expect(await broken(`${words} the and`)).not.toContain('stop-words');
    expect(await broken(`${words} the The AND the`)).toContain('stop-words');
  });
});

describe('rules of repetition', () => {
  it('count later copies of lines and paragraphs, and their characters', async () => {
    const text = 'one\n\ntwo two\n\none\n\n\nfour';
    const found = await measures(text);
    expect(found['duplicate-paragraphs']).toBe(1 / 4);
    expect(found['duplicate-paragraph-characters']).toBe(3 / text.length);
    expect(found['duplicate-lines']).toBe(1 / 4);
    expect(found['duplicate-line-characters']).toBe(3 / text.length);
  });

  it('count the empty pieces at the ends of a text that begins and ends with a line feed as copies', async () => {
    expect((await measures('\na\nb\n'))['duplicate-lines']).toBe(1 / 4);
    expect((await measures('\n'))['duplicate-lines']).toBe(1 / 2);
    expect((await measures('a\nb\n'))['duplicate-lines']).toBe(0);
  });

  it('weigh the most frequent n-gram with the blanks in it, and repeated ones without', async () => {
    const text = 'aa bb aa bb aa bb cc';
    const found = await measures(text);
    expect(found['top-2-gram']).toBe((5 * 3) / text.length);
    expect(found['top-3-gram']).toBe((8 * 2) / text.length);
    const five = 'a b c d e x a b c d e';
    expect((await measures(five))['repeated-5-grams']).toBe(5 / five.length);
    expect((await measures(five))['repeated-6-grams']).toBe(0);
  });

  it('count code points, not code units', async () => {
    const found = await measures('😀😀😀\n😀😀😀');
    expect(found['duplicate-line-characters']).toBe(3 / 7);
  });
});

describe('a text of nothing', () => {
  it('breaks the rule of length alone: no other measure exists', async () => {
    for (const text of ['', '\n\n\n', ' \t'])
      expect(await broken(text), JSON.stringify(text)).toContain('words.min');
    const found = await measures('');
    expect(found['words']).toBe(0);
    expect(found['mean-word-length']).toBeUndefined();
    expect(found['hashes']).toBeUndefined();
    expect(found['bullet-lines']).toBeUndefined();
    expect(found['top-2-gram']).toBeUndefined();
  });
});

/** Pieces that came before, and their characters, as a share of what there is. */
function copiesOf(pieces: readonly string[], text: string): [number, number] {
  const later = pieces.filter((piece, i) => pieces.indexOf(piece) < i);
  const characters = later.reduce((sum, piece) => sum + [...piece].length, 0);
  return [later.length / pieces.length, characters / [...text].length];
}

describe('the measures of lines and copies', () => {
  const unit = fc.constantFrom(
    'a',
    'bb',
    'c ',
    '\n',
    '\n',
    '\n\n',
    '\n\n\n',
    '...',
    '…',
    '- ',
    '• ',
    '😀',
    ' ',
    '\t',
  );
  const texts = fc.string({ unit, minLength: 1, maxLength: 30 });

  it('agree with datatrove over strings, whatever the text', async () => {
    const filter = await createTextFilter({ profiles: ['gopher-datatrove'] });
    fc.assert(
      fc.property(texts, (text) => {
        const found = Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
        const [paragraphs, paragraphCharacters] = copiesOf(pythonStrip(text).split(/\n{2,}/), text);
        const [lines, lineCharacters] = copiesOf(text.split(/\n+/), text);
        expect(found['duplicate-paragraphs']).toBeCloseTo(paragraphs, 12);
        expect(found['duplicate-paragraph-characters']).toBeCloseTo(paragraphCharacters, 12);
        expect(found['duplicate-lines']).toBeCloseTo(lines, 12);
        expect(found['duplicate-line-characters']).toBeCloseTo(lineCharacters, 12);
        const stripped = pythonLines(text).map(pythonStrip);
        const share = (holds: (line: string) => boolean) =>
          stripped.length === 0 ? undefined : stripped.filter(holds).length / stripped.length;
        expect(found['bullet-lines']).toBe(share((line) => /^[•-]/.test(line)));
        expect(found['ellipsis-lines']).toBe(share((line) => /(\.\.\.|…)$/.test(line)));
      }),
      { numRuns: runs(500) },
    );
  });

  it('weigh n-grams as counting strings does', async () => {
    const filter = await createTextFilter({ profiles: ['gopher-datatrove'] });
    const words = fc.array(fc.constantFrom('aa', 'b', 'ccc', 'dd'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        const found = Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
        for (const n of [2, 3, 4]) {
          const grams = Array.from({ length: Math.max(0, list.length - n + 1) }, (_, i) =>
            list.slice(i, i + n).join(' '),
          );
          const counts = grams.map((gram) => grams.filter((other) => other === gram).length);
          const top = counts.indexOf(Math.max(...counts));
          expect(found[`top-${n}-gram`]).toBe(
            grams.length === 0 ? undefined : (grams[top].length * counts[top]) / text.length,
          );
        }
        for (const n of [5, 6, 10]) {
          const seen = new Set<string>();
          let characters = 0;
          for (let i = 0; i + n <= list.length; i++) {
            const gram = list.slice(i, i + n);
            if (seen.has(gram.join(' '))) {
              characters += gram.join('').length;
              i += n - 1;
            } else seen.add(gram.join(' '));
          }
          expect(found[`repeated-${n}-grams`]).toBe(characters / text.length);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
