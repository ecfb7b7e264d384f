import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lines } from './lines.ts';

/** Lines of pieces, the rest included. */
function linesOf(pieces: readonly string[], longest = 1000): string[] {
  const lines = new Lines(longest);
  return [...pieces.flatMap((piece) => lines.add(piece)), ...lines.rest()];
}

describe('Lines', () => {
  it('gives the same lines however the text is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (whole, cuts) => {
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
          whole.length,
        ];
        const pieces = places.slice(1).map((place, i) => whole.slice(places[i], place));
        const expected = whole.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(linesOf(pieces)).toEqual(expected);
        expect(linesOf([whole])).toEqual(expected);
      }),
    );
  });

  it('keeps of an endless line what a line may have', () => {
    const lines = new Lines(10);
    for (let i = 0; i < 1000; i++) expect(lines.add('x'.repeat(1000))).toEqual([]);
    expect(lines.add('end\nnext\n')).toEqual([`${'x'.repeat(9)}\u2026`, 'next']);
  });

  it('cuts no line that just fits, and takes line ends of Windows for line ends', () => {
    expect(linesOf(['0123456789\n', 'a\r\n'], 10)).toEqual(['0123456789', 'a']);
    expect(linesOf(['01234', '56789', 'x\n'], 10)).toEqual(['012345678\u2026']);
  });

  it('has no rest where the text ended with a line', () => {
    const lines = new Lines(10);
    lines.add('a\n');
    expect(lines.rest()).toEqual([]);
  });
});
