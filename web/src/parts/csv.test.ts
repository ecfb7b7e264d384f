import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

/** Reads RFC 4180. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('csvOf', () => {
  it('writes a header and rows with CR LF', () => {
    expect(csvOf(['a', 'b'], [[1, 'x']])).toBe('a,b\r\n1,x\r\n');
  });

  it('quotes what would break a row', () => {
    expect(csvOf(['a'], [['x,y'], ['say "no"']])).toBe('a\r\n"x,y"\r\n"say ""no"""\r\n');
  });

  it('writes nothing where a figure does not exist', () => {
    expect(csvOf(['a', 'b', 'c', 'd'], [[undefined, null, Number.NaN, Number.POSITIVE_INFINITY]])).toContain(
      '\r\n,,,\r\n',
    );
  });

  it.each(['=HYPERLINK("x")', '+1', '-1+cmd', '@SUM(A1)'])('does not let a spreadsheet run %s', (text) => {
    expect(read(csvOf(['a'], [[text]]))[1][0]).toBe(`'${text}`);
  });

  it('leaves negative numbers what they are', () => {
    expect(csvOf(['a'], [[-0.25]])).toBe('a\r\n-0.25\r\n');
  });

  it('shows what hides in a text', () => {
    expect(csvOf(['a'], [['x\u202ey']])).toContain('x[U+202E]y');
  });

  it('reads back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', 'é') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        expect(read(csvOf(['one', 'two'], rows)).slice(1)).toEqual(rows);
      }),
    );
  });
});
