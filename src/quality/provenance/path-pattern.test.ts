import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { pathPattern } from './path-pattern.ts';

describe('pathPattern', () => {
  it.each([
    ['*.jsonl', 'a.jsonl', true],
    ['*.jsonl', 'deep/a.jsonl', true],
    ['web/*.jsonl', 'web/a.jsonl', true],
    ['web/*.jsonl', 'web/deep/a.jsonl', false],
    ['web/**/*.jsonl', 'web/a.jsonl', true],
    ['web/**/*.jsonl', 'web/x/y/a.jsonl', true],
    ['web/**', 'web/x/y', true],
    ['web/**', 'other/x', false],
    ['part-?.jsonl', 'part-1.jsonl', true],
    ['part-?.jsonl', 'part-12.jsonl', false],
    ['{news,books}-*.csv', 'books-2.csv', true],
    ['{news,books}-*.csv', 'blogs-2.csv', false],
    ['a+b(1).[txt]', 'a+b(1).[txt]', true],
    ['a.b', 'axb', false],
    ['{open', '{open', true],
  ])('holds %s against %s: %s', (pattern, path, wanted) => {
    expect(pathPattern(pattern).test(path)).toBe(wanted);
  });

  it.each([
    ['**', 'any/where/at.all', true],
    ['**/a.jsonl', 'a.jsonl', true],
    ['**/a.jsonl', 'x/y/a.jsonl', true],
    ['**/a.jsonl', 'x/ba.jsonl', false],
    ['web/**/x/*', 'web/x/1', true],
    ['web/**/x/*', 'web/a/b/x/1', true],
    ['web/**/x/*', 'web/a/b/x/1/2', false],
    ['{web,books}/*', 'web/a', true],
    ['{web,books}/*', 'web/b/a', false],
    ['{a*,b?}.txt', 'abc.txt', true],
    ['{a*,b?}.txt', 'bcd.txt', false],
    ['{}.txt', '.txt', true],
    ['?', 'a', true],
    ['?', '', false],
    ['*', '', true],
    ['x.jsonl', 'y/x.jsonl', true],
    ['/x.jsonl', 'y/x.jsonl', false],
    ['$^.|\\', '$^.|\\', true],
    ['línea *', 'línea 漢字 1', true],
    ['a\nb', 'a\nb', true],
  ])('holds %j against %j: %s', (pattern, path, wanted) => {
    expect(pathPattern(pattern).test(path)).toBe(wanted);
  });

  it('takes every path without signs of its own for itself, and for nothing else', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'ab.+()[]|^$\\}-/ é'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const [pattern, path] = [`/${a}`, `/${b}`];
        expect(pathPattern(pattern).test(pattern)).toBe(true);
        expect(pathPattern(pattern).test(path)).toBe(a === b);
      }),
    );
  });

  it('agrees with a plain matcher of stars and question marks', () => {
    const matches = (pattern: string, path: string): boolean => {
      if (pattern === '') return path === '';
      const [sign, rest] = [pattern[0], pattern.slice(1)];
      if (sign === '*') {
        for (let k = 0; k <= path.length; k++) {
          if (matches(rest, path.slice(k))) return true;
          if (path[k] === '/') return false;
        }
        return false;
      }
      if (path === '') return false;
      return (sign === '?' ? path[0] !== '/' : path[0] === sign) && matches(rest, path.slice(1));
    };
    // No two stars side by side: they mean something else.
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '?', '*a', '*/'), maxLength: 7 });
    const paths = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    fc.assert(
      fc.property(patterns, paths, (pattern, path) => {
        expect(pathPattern(`/${pattern}`).test(`/${path}`)).toBe(matches(`/${pattern}`, `/${path}`));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('takes no longer for stars without end than for as many letters', () => {
    expect(pathPattern(`${'*a'.repeat(500)}b`).test('a'.repeat(2000))).toBe(false);
    expect(pathPattern(`${'*a'.repeat(500)}`).test('a'.repeat(2000))).toBe(true);
    expect(pathPattern(`${'**/'.repeat(300)}b`).test('a/'.repeat(1000))).toBe(false);
    expect(pathPattern(`${'{a,*a}'.repeat(200)}b`).test('a'.repeat(1000))).toBe(false);
  });

  it('takes a property of every object for the letters that it is', () => {
    expect(pathPattern('constructor').test('constructor')).toBe(true);
    expect(pathPattern('toString').test('x')).toBe(false);
  });
});
