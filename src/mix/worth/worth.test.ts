import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merit } from './worth.ts';

const worth = fc.record({
  tail: fc.integer({ min: 0, max: 50 }),
  tokens: fc.integer({ min: 0, max: 2000 }),
  novelty: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

describe('merit', () => {
  it('rises with the tail types carried and with novelty', () => {
    fc.assert(
      fc.property(worth, (w) => {
        expect(merit({ ...w, tail: w.tail + 1 }, undefined)).toBeGreaterThan(merit(w, undefined));
        expect(merit({ ...w, novelty: w.novelty / 2 }, undefined)).toBeLessThan(merit(w, undefined));
      }),
    );
  });

  it('does not reward length', () => {
    fc.assert(
      fc.property(worth, (w) => {
        expect(merit({ ...w, tokens: w.tokens + 100 }, undefined)).toBeLessThanOrEqual(merit(w, undefined));
      }),
    );
  });

  it('is none for a copy, and for what human text almost never is', () => {
    expect(merit({ tail: 9, tokens: 10, novelty: 0 }, undefined)).toBe(0);
    expect(merit({ tail: 9, tokens: 10, novelty: 1 }, 'garbled')).toBe(0);
    expect(merit({ tail: 9, tokens: 10, novelty: 1 }, 'bland')).toBe(0);
  });
});
