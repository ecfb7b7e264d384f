import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { waitAfter } from './backoff.ts';

describe('waitAfter', () => {
  it('doubles from a second to five minutes, over half of it by chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (failures, seed) => {
        const wait = waitAfter(failures, new Rng(seed));
        const whole = Math.min(300_000, 1_000 * 2 ** (failures - 1));
        expect(wait).toBeGreaterThanOrEqual(whole / 2);
        expect(wait).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('is as long as the receiver asks, up to an hour', () => {
    expect(waitAfter(1, new Rng(1), 90_000)).toBe(90_000);
    expect(waitAfter(1, new Rng(1), 1e12)).toBe(3_600_000);
    expect(waitAfter(20, new Rng(1), 10)).toBeGreaterThan(10);
  });
});
