import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { CleanLines } from './c4-lines.ts';
import { pythonLines, pythonSplit, pythonStrip } from './filters.test.support.ts';
import { TextView } from './text-view.ts';

const view = new TextView();
const lines = new CleanLines();

function run(text: string): CleanLines {
  view.run(text);
  lines.run(view);
  return lines;
}

function left(text: string): string {
  view.run(text);
  return lines.textOf(view);
}

describe('CleanLines', () => {
  it('passes over lines without a mark at their end, and with an ellipsis there', () => {
    const found = run(
      'No mark at the end\nAn ellipsis at the end...\nA full stop here.\n"Quoted speech is good"\n',
    );
    expect([found.lines, found.noTerminal, found.kept]).toEqual([4, 2, 2]);
  });

  it('passes over lines of fewer than three words', () => {
    const found = run('Two words.\nThree words here.');
    expect([found.fewWords, found.kept]).toEqual([1, 1]);
  });

  it('passes over lines with a word of more than 1,000 characters', () => {
    const found = run(`The word ${'a'.repeat(1000)} stays.\nThe word ${'b'.repeat(1001)} goes.`);
    expect([found.longWord, found.kept]).toEqual([1, 1]);
  });

  it('passes over javascript and policies, in any case', () => {
    const found = run(
      'Please enable JavaScript to go on.\nRead our Privacy Policy today.\nThis site uses cookies, too.\nShe bakes cookies on Sunday.',
    );
    expect([found.javascript, found.policy, found.kept]).toEqual([1, 2, 1]);
  });

  it('takes citations out before it looks at the end, and counts words before', () => {
    expect(left('It is so.[1]\nThe town [edit] is old.[citation needed]\nHe did[2] so [3].')).toBe(
      'It is so.\nThe town  is old.\nHe did so .',
    );
  });

  it('gives the lines that stay, trimmed, and nothing where none does', () => {
    expect(left('  First of the lines.  \nmenu\r\nThird of the lines!\n\n')).toBe(
      'First of the lines.\nThird of the lines!',
    );
    expect(left('menu\nlogin')).toBe('');
    expect(left('')).toBe('');
  });

  it('agrees with the reference read line by line, whatever the text', () => {
    const parts = [
      'a',
      'the cat',
      ' sat',
      '. ',
      '.',
      '...',
      '!',
      '"',
      "'",
      '\n',
      '\r\n',
      '\u2028',
      ' ',
      '{',
      '[1]',
      '[edit]',
      'Cookie policy',
      'javaScript',
      'Lorem Ipsum',
      'x'.repeat(1001),
    ];
    const fates = {
      lorem: 0,
      brackets: 0,
      kept: 0,
      longWord: 0,
      noTerminal: 0,
      fewWords: 0,
      javascript: 0,
      policy: 0,
    };
    type Fate = keyof typeof fates;
    const policies = [
      'terms of use',
      'privacy policy',
      'cookie policy',
      'uses cookies',
      'use of cookies',
      'use cookies',
    ];
    const fateOf = (line: string): [Fate, string] => {
      const words = pythonSplit(line);
      if (words.some((word) => [...word].length > 1000)) return ['longWord', ''];
      const cut = line.replace(/\[\d*\]|\[edit\]|\[citation needed\]/g, '');
      if (!/[.?!"']$/.test(cut) || cut.endsWith('...')) return ['noTerminal', ''];
      if (words.length < 3) return ['fewWords', ''];
      const lower = cut.toLowerCase();
      if (lower.includes('lorem ipsum')) return ['lorem', ''];
      if (lower.includes('javascript')) return ['javascript', ''];
      if (cut.includes('{')) return ['brackets', ''];
      return policies.some((policy) => lower.includes(policy)) ? ['policy', ''] : ['kept', cut];
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (list) => {
        const text = list.join('');
        const judged = pythonLines(text).map((line) => fateOf(pythonStrip(line)));
        const count = (fate: Fate) => judged.filter(([name]) => name === fate).length;
        const found = run(text);
        expect({
          lorem: found.loremIpsum,
          brackets: found.curlyBrackets,
          kept: found.kept,
          longWord: found.longWord,
          noTerminal: found.noTerminal,
          fewWords: found.fewWords,
          javascript: found.javascript,
          policy: found.policy,
        }).toEqual(Object.fromEntries(Object.keys(fates).map((fate) => [fate, count(fate as Fate)])));
        expect(found.lines).toBe(judged.length);
        const kept = judged.filter(([fate]) => fate === 'kept').map(([, line]) => line);
        expect(left(text)).toBe(kept.join('\n').trim());
      }),
      { numRuns: runs(1000) },
    );
  });

  it('counts the same sentences in a text that must be searched as in one that need not', () => {
    const text = 'It rained. He stayed in. "Why?" she asked.\nThey left at noon.';
    const plain = run(text).sentences;
    expect(run(`${text}\n[`).sentences).toBe(plain);
    expect(plain).toBe(5);
  });
});
