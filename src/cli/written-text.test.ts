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

describe('the words of what was written', () => {
  it('take a file for a file, though its name begins like that of a part', () => {
    expect(writtenText({ files: [file('part-of-speech.jsonl', 5)], records: 1 })).toBe(
      'part-of-speech.jsonl (5 B)',
    );
    expect(writtenText({ files: [file('a/part-1.csv', 5)], records: 1 })).toBe('a/part-1.csv (5 B)');
  });

  it('count many parts with separators, past the hundred thousandth too', () => {
    const parts = Array.from({ length: 1200 }, (_, i) => file(`o/part-${99_900 + i}.jsonl`, 1000));
    expect(writtenText({ files: parts, records: 1 })).toBe('o (1,200 parts, 1.2 MB)');
    expect(writtenText({ files: [file('o/part-100000.jsonl', 7)], records: 1 })).toBe('o (1 part, 7 B)');
  });

  it('make visible what a name hides', () => {
    expect(writtenText({ files: [file('a\u202egpj.jsonl', 1)], records: 1 })).toBe(
      'a[U+202E]gpj.jsonl (1 B)',
    );
    expect(writtenText({ files: [file('\u001b[2J/part-00000.csv', 1)], records: 1 })).toBe(
      '[U+001B][2J (1 part, 1 B)',
    );
  });
});
