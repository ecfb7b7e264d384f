import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';

describe('clopperPearson', () => {
  it.each([
    // R: binom.test(hits, trials)$conf.int
    [0, 10, 0, 0.3084971],
    [1, 10, 0.002528579, 0.4450161],
    [5, 10, 0.187086, 0.812914],
    [10, 10, 0.6915029, 1],
    [49, 50, 0.8935304, 0.9994938],
  ])('of %i of %i is %f to %f', (hits, trials, low, high) => {
    const found = clopperPearson(hits, trials)!;
    expect(found.low).toBeCloseTo(low, 6);
    expect(found.high).toBeCloseTo(high, 6);
  });

  it('does not exist without trials', () => {
    expect(clopperPearson(0, 0)).toBeUndefined();
  });

  it('holds the share, turns with it, and widens with confidence', () => {
    const counts = fc
      .integer({ min: 1, max: 3000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([hits, trials]) => {
        const own = clopperPearson(hits, trials)!;
        expect(own.low).toBeLessThanOrEqual(hits / trials);
        expect(own.high).toBeGreaterThanOrEqual(hits / trials);
        const turned = clopperPearson(trials - hits, trials)!;
        expect(own.low).toBeCloseTo(1 - turned.high, 9);
        const wider = clopperPearson(hits, trials, 0.99)!;
        expect(wider.low).toBeLessThanOrEqual(own.low);
        expect(wider.high).toBeGreaterThanOrEqual(own.high);
      }),
    );
  });
});
