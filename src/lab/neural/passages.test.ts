import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passages } from './passages.ts';

describe('passages', () => {
  it('are full but for the last, and hold all ids in order', () => {
    fc.assert(
      fc.property(fc.uint32Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (ids, longest) => {
        const cut = passages(ids, longest);
        expect(cut.flatMap((part) => [...part])).toEqual([...ids]);
        expect(cut.slice(0, -1).every((part) => part.length === longest)).toBe(true);
        expect(cut.every((part) => part.length > 0)).toBe(true);
      }),
    );
  });
});
