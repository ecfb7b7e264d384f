import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceExact, subsets } from '../../test/oracles/choose.ts';
import { Presence } from './presence.ts';

describe('Presence', () => {
  it('is the share of samples that hold one of the units, by counting them all', () => {
    for (const [n, k] of [
      [6, 3],
      [7, 1],
      [8, 5],
      [5, 5],
      [5, 0],
    ]) {
      const presence = new Presence(n, k);
      for (let d = 0; d <= n; d++) {
        const all = [...subsets(n, k)];
        const seen = all.filter((drawn) => drawn.some((unit) => unit < d)).length;
        expect(presence.of(d)).toBeCloseTo(seen / all.length, 13);
      }
    }
  });

  it('agrees with exact binomial coefficients', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), fc.nat(400), (n, m, c) => {
        const [drawn, held] = [Math.min(m, n), Math.min(c, n)];
        expect(Math.abs(new Presence(n, drawn).of(held) - presenceExact(n, drawn, held))).toBeLessThan(1e-12);
      }),
    );
  });

  it('is certain where all are drawn, and 0 where none is or nothing is held', () => {
    expect([0, 1, 3, 10].map((d) => new Presence(10, 10).of(d))).toEqual([0, 1, 1, 1]);
    expect([0, 1, 9].map((d) => new Presence(10, 0).of(d))).toEqual([0, 0, 0]);
    expect([0, 1, 2].map((d) => new Presence(10, 99).of(d))).toEqual([0, 1, 1]);
  });

  it('rises with the units that hold the type', () => {
    const presence = new Presence(100_000, 1000);
    for (let d = 1; d < 3000; d++) expect(presence.of(d)).toBeGreaterThan(presence.of(d - 1));
  });

  it('answers beyond its table, and the same a second time', () => {
    const presence = new Presence(1e7, 100);
    for (const d of [16_383, 16_384, 200_000]) {
      const expected = -Math.expm1(100 * Math.log1p(-d / 1e7));
      expect(presence.of(d)).toBeCloseTo(expected, 5);
      expect(presence.of(d)).toBe(presence.of(d));
    }
    expect(presence.of(16_384)).toBeGreaterThan(presence.of(16_383));
  });
});
