import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { StringColumn } from './string-column.ts';

describe('StringColumn', () => {
  it('gives back what was put in, as text or as bytes', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 2000 }), { maxLength: 30 });
    fc.assert(
      fc.property(texts, (all) => {
        const column = new StringColumn(new Uint8Array(1), new Float64Array(1));
        all.forEach((text, i) => {
          if (i % 2 === 0) column.add(text);
          else column.addBytes(new TextEncoder().encode(text));
        });
        expect(column.length).toBe(all.length);
        all.forEach((text, i) => void expect(column.at(i)).toBe(text));
        const { bytes, end } = column.columns();
        const again = new StringColumn(bytes, end, end.length);
        all.forEach((text, i) => void expect(again.at(i)).toBe(text));
      }),
      { numRuns: runs(50) },
    );
  });

  it('keeps a byte order mark at the beginning of a string: it is a character of an id like any other', () => {
    const column = new StringColumn();
    for (const text of ['\ufeffid', '\ufeff', 'a\ufeff']) column.add(text);
    expect([column.at(0), column.at(1), column.at(2)]).toEqual(['\ufeffid', '\ufeff', 'a\ufeff']);
  });

  it('keeps empty strings apart, at the beginning and at the end', () => {
    const column = new StringColumn();
    for (const text of ['', 'a', '', '', 'b', '']) column.add(text);
    expect([0, 1, 2, 3, 4, 5].map((i) => column.at(i))).toEqual(['', 'a', '', '', 'b', '']);
    expect([...column.columns().end]).toEqual([0, 1, 1, 1, 2, 2]);
  });

  it('writes U+FFFD for half a surrogate pair, as every writer of UTF-8 does', () => {
    const column = new StringColumn();
    column.add('a\ud83d');
    column.add('\ude00b');
    column.add('\ud83d\ude00');
    expect([column.at(0), column.at(1), column.at(2)]).toEqual(['a\ufffd', '\ufffdb', '\u{1f600}']);
  });

  it('grows for a string longer than all its room', () => {
    const column = new StringColumn(new Uint8Array(2), new Float64Array(1));
    column.add('x');
    column.add('漢'.repeat(100_000));
    column.add('y');
    expect([column.at(0), column.at(1).length, column.at(2)]).toEqual(['x', 100_000, 'y']);
  });

  it('reads strings that stand in memory which threads share', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    shared.set([195, 164, 98]);
    expect([0, 1].map((i) => new StringColumn(shared, Float64Array.of(2, 3), 2).at(i))).toEqual(['ä', 'b']);
  });
});
