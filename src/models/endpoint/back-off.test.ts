import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { DEFAULT_BACK_OFF, retryAfter, waitBefore } from './back-off.ts';

const plan = { retries: 5, first: 500, most: 8000 };

describe('waitBefore', () => {
  it('doubles from retry to retry, up to the most, at least half of it certain', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.string(), (attempt, seed) => {
        const whole = Math.min(8000, 500 * 2 ** attempt);
        const wait = waitBefore(attempt, plan, new Rng(seed), undefined);
        expect(wait).toBeGreaterThanOrEqual(whole / 2);
        expect(wait).toBeLessThan(whole);
      }),
    );
  });

  it('gives the same waits for the same seed, and others for another', () => {
    const waits = (seed: string) => {
      const rng = new Rng(seed);
      return [0, 1, 2].map((attempt) => waitBefore(attempt, DEFAULT_BACK_OFF, rng, undefined));
    };
    expect(waits('a')).toEqual(waits('a'));
    expect(waits('a')).not.toEqual(waits('b'));
  });

  it('waits at least as long as the server asks', () => {
    expect(waitBefore(0, plan, new Rng(1), 30_000)).toBe(30_000);
    expect(waitBefore(3, plan, new Rng(1), 1)).toBeGreaterThan(1000);
  });
});

describe('retryAfter', () => {
  it('reads seconds, whole or not', () => {
    expect(retryAfter('7', null)).toBe(7000);
    expect(retryAfter(' 0.25 ', null)).toBe(250);
    expect(retryAfter('0', null)).toBe(0);
  });

  it('holds a date against the date of the reply, so that clocks need not agree', () => {
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    expect(retryAfter('Wed, 21 Oct 2015 07:28:30 GMT', date)).toBe(30_000);
    expect(retryAfter('Wed, 21 Oct 2015 07:27:00 GMT', date)).toBe(0);
    expect(retryAfter('Wed, 21 Oct 2015 07:28:30 GMT', null)).toBeUndefined();
  });

  it('knows nothing of no header, or one that is neither', () => {
    expect(retryAfter(null, null)).toBeUndefined();
    expect(retryAfter('soon', 'Wed, 21 Oct 2015 07:28:00 GMT')).toBeUndefined();
    expect(retryAfter('-5', null)).toBeUndefined();
  });
});
