import { describe, expect, it } from 'vitest';
import { writtenText } from './written-text.ts';

const file = (path: string, bytes: number) => ({
  path,
  name: path.split('/').at(-1)!,
  bytes,
  sha256: '',
  records: 1,
});

describe('writtenText', () => {
  it('names a file, and a folder by its parts', () => {
    expect(writtenText({ files: [file('out/a.jsonl', 3100)], records: 1 })).toBe('out/a.jsonl (3.1 kB)');
    expect(writtenText({ files: [file('out/part-00000.csv', 500)], records: 1 })).toBe('out (1 part, 500 B)');
    const parts = [file('out/part-00000.csv', 2_000_000), file('out/part-00001.csv', 1_000_000)];
    expect(writtenText({ files: parts, records: 2 })).toBe('out (2 parts, 3.0 MB)');
  });
});
