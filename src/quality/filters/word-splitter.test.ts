import { describe, expect, it } from 'vitest';
import { TextScan } from './text-scan.ts';

const scan = new TextScan();

function words(text: string): string[] {
  scan.run(text);
  const { start, end, length } = scan.words;
  return Array.from({ length }, (_, i) => text.slice(start[i], end[i]));
}

/** What spaCy 3.8 (English, blank) gives. */
describe('words', () => {
  it('are cut at contractions and hyphens', () => {
    expect(words("Don't re-enter O'Neill's rock-'n'-roll cannot gonna I'm")).toEqual([
      ...[
        'Do',
        "n't",
        're',
        '-',
        'enter',
        "O'Neill",
        "'s",
        "rock-'n'-roll",
        'can',
        'not',
        'gon',
        'na',
        'I',
        "'m",
      ],
    ]);
  });

  it('keep numbers, abbreviations and addresses whole', () => {
    expect(words("3.14 1,000 e.g. U.S. Mr. Smith's $5.00 50% (a) [b] http://x.com/a?b=c a@b.com")).toEqual([
      ...[
        '3.14',
        '1,000',
        'e.g.',
        'U.S.',
        'Mr.',
        'Smith',
        "'s",
        '$',
        '5.00',
        '50',
        '%',
        '(',
        'a',
        ')',
        '[',
        'b',
      ],
      ...[']', 'http://x.com/a?b=c', 'a@b.com'],
    ]);
  });

  it('are cut at ellipses and dashes, and at units after numbers', () => {
    expect(words('wait...what? "Hi," he said--then left. and/or a/b -5 5km 10am')).toEqual([
      ...['wait', '...', 'what', '?', '"', 'Hi', ',', '"', 'he', 'said', '--', 'then', 'left', '.', 'and/or'],
      ...['a', '/', 'b', '-5', '5', 'km', '10', 'am'],
    ]);
  });

  it('are cut at a full stop or comma between letters, not at a semicolon', () => {
    expect(words("hello.World foo,bar a;b 'quoted' “curly” it’s don’t #tag C++ U.S.A. p.m.")).toEqual([
      ...['hello', '.', 'World', 'foo', ',', 'bar', 'a;b', "'", 'quoted', "'", '“', 'curly', '”', 'it', '’s'],
      ...['do', 'n’t', '#', 'tag', 'C++', 'U.S.A.', 'p.m.'],
    ]);
  });

  it('of other scripts are what stands between blanks', () => {
    expect(words('naïve café 東京タワー ok… ... …')).toEqual([
      ...['naïve', 'café', '東京タワー', 'ok', '…', '...', '…'],
    ]);
  });

  it('lose pictures on either side and inside', () => {
    expect(words('😀hi👍🏽 a☃b')).toEqual(['😀', 'hi', '👍', '🏽', 'a', '☃', 'b']);
  });

  it('end before a full stop where a small letter, a digit or two capitals stand before it', () => {
    expect(words('end. NASA. X. 7. (a). "b".')).toEqual([
      ...['end', '.', 'NASA', '.', 'X.', '7', '.', '(', 'a', ')', '.', '"', 'b', '"', '.'],
    ]);
  });

  it('are cut at signs between numbers', () => {
    expect(words('1+2 3-4 5*6 +7 7+ 8$ 9/10 x=y a<b')).toEqual([
      ...[
        '1',
        '+',
        '2',
        '3',
        '-',
        '4',
        '5',
        '*',
        '6',
        '+7',
        '7',
        '+',
        '8',
        '$',
        '9/10',
        'x',
        '=',
        'y',
        'a',
        '<',
        'b',
      ],
    ]);
  });

  it('that are faces stay whole behind a word', () => {
    expect(words("(foo): [bar:] baz:')")).toEqual([...['(', 'foo', '):', '[', 'bar', ':]', 'baz', ":')"]]);
  });

  it('stop losing signs after a while, so that a line of brackets takes no more than it must', () => {
    expect(words('('.repeat(20_000)).join('')).toBe('('.repeat(20_000));
  });
});
