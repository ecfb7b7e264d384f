import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
      { numRuns: 50 },
    );
  });
});
