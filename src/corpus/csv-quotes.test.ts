import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSuspect, lineFields, openQuote, unclosedQuote } from './csv-quotes.ts';

const place = (record: string, fields: readonly string[]) => unclosedQuote(record, fields, ',');

describe('unclosedQuote', () => {
  it('finds a quote that the next quoted field ends', () => {
    expect(place('1,"a b\n2,"c d"\n', ['1', '"a b\n2,"c d"'])).toBe(2);
    expect(place('"x",1,"a\n"y",2,"b"', [])).toBe(6);
  });

  it('leaves text alone that has quotes in pairs, commas and many lines', () => {
    expect(place('1,"""Hi,"" she said.\nBye"\n', ['1', '"Hi," she said.\nBye'])).toBeUndefined();
    expect(place('1,"a\r\nb, c\r\nd",2\r\n', ['1', 'a\r\nb, c\r\nd', '2'])).toBeUndefined();
  });

  it('finds lines that are rows with ids that go on, closed by the inches of a later one', () => {
    const text = 'a\n8,b\n9,12';
    expect(place(`7,"${text}"\n`, ['7', text])).toBe(2);
    const named = 'a\ndoc-12,b\ndoc-13,c';
    expect(place(`doc-7,"${named}"`, ['doc-7', named])).toBe(6);
    const hashed = 'a\n1f3c9a20,b\nb00c1d2e,c';
    expect(place(`9e107d9d,"${hashed}"`, ['9e107d9d', hashed])).toBe(9);
  });

  it('does not take a table within a text for rows: its ids do not go on from the row', () => {
    for (const text of ['x,y\n1,2\n3,4', '\n1,2\n9,10', '\n8,b', '\n8,b,c\n9,d', '\nthen, b\nwhen, c']) {
      expect(place(`7,"${text}"`, ['7', text])).toBeUndefined();
    }
    // The text comes first: nothing is known of ids.
    expect(place('"a\nb,8\nc",7', ['a\nb,8\nc', '7'])).toBeUndefined();
    // No ids at all.
    expect(place('poem,"a\nb, c\nd, e"', ['poem', 'a\nb, c\nd, e'])).toBeUndefined();
  });

  it('finds nothing in what is written by the rules', () => {
    const cell = fc.stringMatching(/^[a-c"\n,\r ]{0,8}$/);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), (cells) => {
        const record = cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
        expect(place(record, cells)).toBeUndefined();
        expect(openQuote(record, ',')).toBeUndefined();
      }),
    );
  });
});

describe('isSuspect', () => {
  it('passes over most records of many lines', () => {
    expect(isSuspect(['1', 'a\nb "c"'], ',')).toBe(false);
    expect(isSuspect(['1', '"a"', 'b\nc'], ',')).toBe(false);
    expect(isSuspect(['1', '"a\n2,"b"'], ',')).toBe(true);
    expect(isSuspect(['7', 'a\n8,b\n9,c'], ',')).toBe(true);
  });
});

describe('openQuote', () => {
  it('finds the quote that the end leaves open, be it of a later line', () => {
    expect(openQuote('1,"a\nb","c\n2,d\n', ',')).toBe(8);
    expect(openQuote('1,a 12"\n2,"', ',')).toBe(10);
    expect(openQuote('1,"a"\n', ',')).toBeUndefined();
  });
});

describe('lineFields', () => {
  it('reads a line as a record, and says where it cannot', () => {
    expect(lineFields('1,a,', ',')).toEqual(['1', 'a', '']);
    expect(lineFields('1\t"a ""b""\tc"', '\t')).toEqual(['1', 'a "b"\tc']);
    expect(lineFields('1,the 12"', ',')).toEqual(['1', 'the 12"']);
    expect(lineFields('1,"a', ',')).toBeUndefined();
  });
});
