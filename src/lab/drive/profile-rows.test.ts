import { describe, expect, it } from 'vitest';
import { readingOf } from './profile-rows.ts';

describe('readingOf', () => {
  it('reads rows that the drive wrote as JSON lines, by the fields that they had', () => {
    expect(readingOf({ format: 'csv', textField: 'body', groupField: 'author' })).toEqual({
      format: 'jsonl',
      textField: 'body',
      groupField: 'author',
    });
    expect(readingOf({ reader: 'chat', categoryField: 'topic' })).toEqual({
      format: 'jsonl',
      reader: 'chat',
      categoryField: 'topic',
    });
  });

  it('leaves the id to the rows, which have one by now', () => {
    expect(readingOf({ format: 'parquet', idField: 'key' })).toEqual({ format: 'jsonl' });
  });

  it.each(['text', 'document'] as const)('knows that lines of %s had no fields', (format) => {
    expect(readingOf({ format, textField: 'body', groupField: 'author', reader: 'fields' })).toEqual({
      format: 'jsonl',
    });
  });
});
