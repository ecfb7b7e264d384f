import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merit } from './worth.ts';

const worth = fc.record({
  tail: fc.integer({ min: 0, max: 50 }),
  tokens: fc.integer({ min: 0, max: 2000 }),
  novelty: fc.double({ min: 0.01, max: 1, noNaN: true }),
  strange: fc.constant(false),
});

describe('merit', () => {
  it('rises with the tail types carried and with novelty', () => {
    fc.assert(
      fc.property(worth, (w) => {
        expect(merit({ ...w, tail: w.tail + 1 })).toBeGreaterThan(merit(w));
        expect(merit({ ...w, novelty: w.novelty / 2 })).toBeLessThan(merit(w));
      }),
    );
  });

  it('does not reward length', () => {
    fc.assert(
      fc.property(worth, (w) => {
        expect(merit({ ...w, tokens: w.tokens + 100 })).toBeLessThanOrEqual(merit(w));
      }),
    );
  });

  it('is none for a copy, and for what human text almost never is', () => {
    expect(merit({ tail: 9, tokens: 10, novelty: 0, strange: false })).toBe(0);
    expect(merit({ tail: 9, tokens: 10, novelty: 1, strange: true })).toBe(0);
  });
});
