import { describe, expect, it } from 'vitest';
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
});
