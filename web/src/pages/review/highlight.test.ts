import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segments } from './highlight.ts';

const reason = (...spans: [number, number][]) => ({ spans });

describe('segments', () => {
  it('gives one segment without reasons for a text that nobody speaks of', () => {
    expect(segments('plain', [reason()])).toEqual([{ start: 0, end: 5, reasons: [] }]);
  });

  it('gives nothing for no text', () => {
    expect(segments('', [reason([0, 3])])).toEqual([]);
  });

  it('cuts where spans begin and end', () => {
    expect(segments('abcdef', [reason([2, 4])])).toEqual([
      { start: 0, end: 2, reasons: [] },
      { start: 2, end: 4, reasons: [0] },
      { start: 4, end: 6, reasons: [] },
    ]);
  });

  it('names both reasons where their spans overlap', () => {
    expect(segments('abcdef', [reason([0, 4]), reason([2, 6])])).toEqual([
      { start: 0, end: 2, reasons: [0] },
      { start: 2, end: 4, reasons: [0, 1] },
      { start: 4, end: 6, reasons: [1] },
    ]);
  });

  it('joins spans of one reason that touch or overlap', () => {
    expect(segments('abcdef', [reason([0, 2], [2, 4], [1, 3])])).toEqual([
      { start: 0, end: 4, reasons: [0] },
      { start: 4, end: 6, reasons: [] },
    ]);
  });

  it('never cuts a letter outside the basic plane in two', () => {
    const text = 'a\u{1f600}b';
    expect(segments(text, [reason([2, 4])])).toEqual([
      { start: 0, end: 1, reasons: [] },
      { start: 1, end: 4, reasons: [0] },
    ]);
  });

  it('passes over spans that are empty, inverted, outside or no numbers', () => {
    const odd = reason([3, 3], [4, 2], [9, 12], [-5, -1], [Number.NaN, 2], [0, Number.POSITIVE_INFINITY]);
    expect(segments('abc', [odd])).toEqual([{ start: 0, end: 3, reasons: [] }]);
  });

  it('clamps spans that reach past the text, and rounds outwards', () => {
    expect(segments('abcd', [reason([-3, 0.5], [2.5, 99])])).toEqual([
      { start: 0, end: 1, reasons: [0] },
      { start: 1, end: 2, reasons: [] },
      { start: 2, end: 4, reasons: [0] },
    ]);
  });

  it('marks each unit of an ASCII text with exactly the reasons whose spans hold it', () => {
    const span = fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 }));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 25 }),
        fc.array(fc.array(span, { maxLength: 6 }), { maxLength: 4 }),
        (text, lists) => {
          const found = segments(
            text,
            lists.map((spans) => ({ spans })),
          );
          for (const { start, end, reasons } of found) {
            for (let at = start; at < end; at++) {
              const expected = lists.flatMap((spans, i) =>
                spans.some(([from, to]) => from <= at && at < to) ? [i] : [],
              );
              expect(reasons).toEqual(expected);
            }
          }
        },
      ),
    );
  });

  it('covers any text without gaps, at borders of code points', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.array(span), (text, spans) => {
        const found = segments(text, [{ spans }]);
        expect(found.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        const points = found.flatMap(({ start, end }) => [...text.slice(start, end)]);
        expect(points).toEqual([...text]);
      }),
    );
  });
});
