import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedText } from './compared-text.ts';

const image = (data: number[], width = data.length) =>
  ({ width, height: data.length / width, channels: 1, data: Uint8Array.from(data) }) as const;

describe('comparedText', () => {
  it('is the text where there is any', () => {
    expect(comparedText({ text: 'a b', image: image([1]) })).toBe('a b');
  });

  it('is one word of letters for a picture, the same for the same pixels only', () => {
    const pixels = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const [left, right] = [a, b].map((data) => comparedText({ text: '', image: image(data) }));
        expect(left).toMatch(/^[a-p]+$/);
        expect(left === right).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('tells pictures apart whose pixels differ in nothing but their rows', () => {
    const texts = [image([1, 2, 3, 4]), image([1, 2, 3, 4], 2)].map((each) =>
      comparedText({ text: '', image: each }),
    );
    expect(texts[0]).not.toBe(texts[1]);
  });

  it('tells vectors and rows apart by their numbers, whatever the order of the columns', () => {
    const vector = (...numbers: number[]) => comparedText({ text: '', vector: Float32Array.from(numbers) });
    expect(vector(1, 2)).toBe(vector(1, 2));
    expect(vector(1, 2)).not.toBe(vector(2, 1));
    const row = (columns: Record<string, number>) => comparedText({ text: '', columns });
    expect(row({ a: 1, b: 2 })).toBe(row({ b: 2, a: 1 }));
    expect(row({ a: 1 })).not.toBe(row({ a: 2 }));
  });

  it('is empty for what holds nothing', () => {
    expect(comparedText({ text: '' })).toBe('');
  });
});
