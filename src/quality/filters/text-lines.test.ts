import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonLines, pythonStrip } from './filters.test.support.ts';
import { BLANK, COPY, LATER_COPY, TextLines } from './text-lines.ts';
import { TextScan } from './text-scan.ts';
import type { WordList } from './word-list.ts';

const scan = new TextScan();
const lines = new TextLines();

function run(text: string): TextLines {
  scan.run(text);
  lines.run(scan);
  return lines;
}

const pieces = ({ start, end, length }: WordList) =>
  Array.from({ length }, (_, i) => scan.text.slice(start[i], end[i]));

const anything = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '\n', '\n\n', '\r\n', '\r', '\t', '\u2028', '\x85', '😀'),
  maxLength: 40,
});

describe('TextLines', () => {
  it('cuts at every line feed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(pieces(run(text).lines)).toEqual(text.split('\n'));
      }),
    );
  });

  it("cuts as Python's splitlines does, and strips each line", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(pieces(run(text).stripped)).toEqual(pythonLines(text).map(pythonStrip));
      }),
    );
  });

  it('cuts the stripped text into paragraphs at two line feeds and more', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(pieces(run(text).paragraphs)).toEqual(pythonStrip(text).split(/\n{2,}/));
      }),
    );
  });

  it('marks copies: later ones, and all of them', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const list of [run(text).lines, lines.paragraphs]) {
          const found = pieces(list);
          found.forEach((piece, i) => {
            expect((list.bits[i] & LATER_COPY) !== 0).toBe(found.indexOf(piece) < i);
            expect((list.bits[i] & COPY) !== 0).toBe(found.indexOf(piece) !== found.lastIndexOf(piece));
          });
        }
      }),
    );
  });

  it('counts code points and tells blank lines', () => {
    const { lines: found } = run('a😀b\n \t\nc');
    expect(Array.from(found.points.subarray(0, 3))).toEqual([3, 2, 1]);
    expect(Array.from(found.bits.subarray(0, 3), (bits) => bits & BLANK)).toEqual([0, BLANK, 0]);
  });
});
