import { describe, expect, it } from 'vitest';
import { endingOf, formatOf, isCalledCompressed, isCorpusFile } from './endings.ts';

describe('formatOf', () => {
  it('goes by the ending, whatever its case and compression', () => {
    expect(
      ['a.jsonl', 'a.ndjson', 'a.json', 'a.parquet', 'a.csv', 'a.tsv', 'a.txt', 'a.text', 'a.md'].map(
        (name) => formatOf(name),
      ),
    ).toEqual(['jsonl', 'jsonl', 'json', 'parquet', 'csv', 'tsv', 'text', 'text', 'document']);
    expect(
      ['a.jsonl.gz', 'A.JSONL.GZ', 'a.jsonl.zst', 'a.jsonl.zstd', 'a.b.jsonl'].map((name) => formatOf(name)),
    ).toEqual(Array(5).fill('jsonl'));
  });

  it('does not guess', () => {
    for (const name of ['README', 'a.log', 'a.gz', 'jsonl', '.jsonl', 'a.jsonl.bz2', 'a.']) {
      expect(formatOf(name)).toBeUndefined();
    }
    expect(endingOf('README')).toBe('');
    expect(endingOf('a.log.gz')).toBe('.log');
  });
});

describe('isCalledCompressed', () => {
  it('goes by the last ending', () => {
    expect(['a.gz', 'a.ZST', 'a.jsonl.zstd', 'a.jsonl', 'gz'].map(isCalledCompressed)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('isCorpusFile', () => {
  it('takes any known ending where no format is asked for', () => {
    expect(isCorpusFile('a.csv', undefined)).toBe(true);
    expect(isCorpusFile('_SUCCESS', undefined)).toBe(false);
  });

  it('takes the endings that can hold the format asked for', () => {
    expect(isCorpusFile('a.json', 'jsonl')).toBe(true);
    expect(isCorpusFile('a.md', 'jsonl')).toBe(false);
    expect(isCorpusFile('a.txt', 'document')).toBe(true);
    expect(isCorpusFile('a.txt', 'tsv')).toBe(true);
    expect(isCorpusFile('a.csv', 'document')).toBe(false);
    expect(isCorpusFile('a.parquet', 'json')).toBe(false);
    expect(isCorpusFile('a.log', 'text')).toBe(false);
  });
});
