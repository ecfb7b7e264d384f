import { describe, expect, it } from 'vitest';
import { stemOf } from './stem.ts';

describe('stemOf', () => {
  it.each([
    ['a/b.jsonl.gz', 'a/b'],
    ['a.PARQUET', 'a'],
    ['g1.profile', 'g1'],
    ['v1.2.txt', 'v1.2'],
    ['a/.jsonl', 'a/.jsonl'],
    ['.json', '.json'],
    ['a/b', 'a/b'],
    ['a.jsonl/b', 'a.jsonl/b'],
    ['', ''],
  ])('of %j is %j', (path, stem) => {
    expect(stemOf(path)).toBe(stem);
  });
});
