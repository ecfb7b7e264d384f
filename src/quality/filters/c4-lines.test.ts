import { describe, expect, it } from 'vitest';
import { CleanLines } from './c4-lines.ts';
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

  it('counts the same sentences in a text that must be searched as in one that need not', () => {
    const text = 'It rained. He stayed in. "Why?" she asked.\nThey left at noon.';
    const plain = run(text).sentences;
    expect(run(`${text}\n[`).sentences).toBe(plain);
    expect(plain).toBe(5);
  });
});
