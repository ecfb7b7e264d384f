import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWindows } from './text-windows.ts';

describe('textWindows', () => {
  it('covers every character once, within the window, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: 'grapheme' }),
        fc.integer({ min: 2, max: 60 }),
        fc.nat(58),
        (text, window, less) => {
          const characters = Array.from(text);
          const stride = Math.max(1, Math.min(window - 1, window - less));
          let next = 0;
          for (const { from, first, to } of textWindows(characters, { window, stride })) {
            expect(first).toBe(next);
            expect(from).toBeLessThanOrEqual(first);
            expect(to).toBeGreaterThan(first);
            expect(to - from).toBeLessThanOrEqual(window);
            next = to;
          }
          expect(next).toBe(characters.length);
        },
      ),
    );
  });

  it('ends before white space where some is near', () => {
    const characters = Array.from('aaaa bbbb cccc dddd');
    const windows = textWindows(characters, { window: 12, stride: 6 });
    expect(windows.slice(0, -1).map(({ to }) => characters[to])).toEqual([' ', ' ']);
  });

  it('gives one window where all fits', () => {
    expect(textWindows(['a', 'b'], { window: 2, stride: 1 })).toEqual([{ from: 0, first: 0, to: 2 }]);
  });
});
