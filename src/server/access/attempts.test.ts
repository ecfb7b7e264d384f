import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

const LIMITS = { window: 1_000, each: 3, all: 5 };

it('counts up to the limit of a key, and then no more', () => {
  const attempts = new Attempts(LIMITS);
  expect([1, 2, 3, 4].map(() => attempts.count('a', 0))).toEqual([1, 2, 3, undefined]);
  expect(attempts.count('b', 0)).toBe(1);
});

it('counts all keys together too', () => {
  const attempts = new Attempts(LIMITS);
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'a'];
  expect(keys.map((key) => attempts.count(key, 0))).toEqual([1, 1, 1, 1, 1, undefined, undefined]);
});

it('begins anew when the window is over, and says in how many seconds that is', () => {
  const attempts = new Attempts({ ...LIMITS, window: 60_000 });
  for (let i = 0; i < 4; i++) attempts.count('a', 5_000);
  expect(attempts.secondsLeft(5_000)).toBe(60);
  expect(attempts.secondsLeft(64_999)).toBe(1);
  expect(attempts.count('a', 64_999)).toBeUndefined();
  expect(attempts.count('a', 65_000)).toBe(1);
});

it('begins anew when the clock was set back, rather than refuse for hours', () => {
  const attempts = new Attempts(LIMITS);
  for (let i = 0; i < 4; i++) attempts.count('a', 10_000_000);
  expect(attempts.count('a', 0)).toBe(1);
});

it('never lets more through in a window than the limits say, whatever comes when', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 400 })));
  fc.assert(
    fc.property(steps, (list) => {
      const attempts = new Attempts(LIMITS);
      const through: { key: string; at: number }[] = [];
      let now = 0;
      let start = Number.NEGATIVE_INFINITY;
      for (const [key, wait] of list) {
        now += wait;
        if (now - start >= LIMITS.window) {
          start = now;
          through.length = 0;
        }
        if (attempts.count(key, now) !== undefined) through.push({ key, at: now });
        expect(through.length).toBeLessThanOrEqual(LIMITS.all);
        expect(through.filter((one) => one.key === key).length).toBeLessThanOrEqual(LIMITS.each);
      }
    }),
  );
});
