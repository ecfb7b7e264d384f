import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrences, TextView } from './text-view.ts';

describe('occurrences', () => {
  it('counts copies that overlap once', () => {
    expect([occurrences('......', '...'), occurrences('.....', '...'), occurrences('aaaa', 'aa')]).toEqual([
      2, 1, 2,
    ]);
  });

  it('counts as cutting the text at the part does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\u{1f600}'), maxLength: 40 });
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        text,
        part,
        (whole, some) => void expect(occurrences(whole, some)).toBe(whole.split(some).length - 1),
      ),
    );
  });

  it('finds nothing in nothing', () => {
    expect([occurrences('', 'a'), occurrences('a', 'ab'), occurrences('abc', 'abc')]).toEqual([0, 0, 1]);
  });
});

describe('TextView', () => {
  it('gives the lines and small letters of the text in view, also where only one of the two was asked before', () => {
    const view = new TextView();
    view.run('A\nB');
    expect([view.text, view.lower, view.lines.lines.length]).toEqual(['A\nB', 'a\nb', 2]);
    view.run('C\nD\nE');
    expect([view.lines.lines.length, view.lower]).toEqual([3, 'c\nd\ne']);
    view.run('F');
    expect([view.lower, view.lines.lines.length]).toEqual(['f', 1]);
  });

  it('looks anew at a text that is the same as the one before', () => {
    const view = new TextView();
    view.run('x\ny');
    const first = view.lines.lines.length;
    view.run('x\ny');
    expect(view.lines.lines.length).toBe(first);
    view.run('');
    expect([view.lower, view.lines.lines.length, view.lines.stripped.length]).toEqual(['', 1, 0]);
  });

  it('has small letters of another length where a script asks for it', () => {
    const view = new TextView();
    view.run('\u0130x');
    expect([view.text.length, view.lower]).toEqual([2, '\u0130x'.toLowerCase()]);
  });
});
