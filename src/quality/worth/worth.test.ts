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

  it('doubles with a tail type in a hundred tokens, and counts short texts as a hundred tokens long', () => {
    const known = (tail: number, tokens: number) => merit({ tail, tokens, novelty: 1, strange: false });
    expect([known(0, 50), known(1, 100), known(2, 200), known(1, 200), known(1, 1), known(1, 0)]).toEqual([
      1, 2, 2, 1.5, 2, 2,
    ]);
  });

  it('never rewards saying a text twice over: half the tail types a token, as many tokens again', () => {
    fc.assert(
      fc.property(worth, (w) => {
        expect(merit({ ...w, tokens: 2 * w.tokens })).toBeLessThanOrEqual(merit(w));
        expect(merit({ ...w, tail: 2 * w.tail, tokens: 2 * Math.max(100, w.tokens) })).toBeCloseTo(
          merit({ ...w, tokens: Math.max(100, w.tokens) }),
          9,
        );
      }),
    );
  });

  it('is none for a copy, and for what human text almost never is', () => {
    expect(merit({ tail: 9, tokens: 10, novelty: 0, strange: false })).toBe(0);
    expect(merit({ tail: 9, tokens: 10, novelty: 1, strange: true })).toBe(0);
  });
});
