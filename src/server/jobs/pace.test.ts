import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** A pace after `seconds` of work at 100 a second, each second's work done by `at`. */
function paceAfter(seconds: number, total: number | undefined, at = (s: number) => 100 * s): Pace {
  const pace = new Pace();
  for (let s = 0; s <= seconds; s++) pace.add(1000 * s, at(s), total);
  return pace;
}

describe('Pace', () => {
  it('is exact for steady work', () => {
    expect(paceAfter(10, 2000).secondsLeft(10_000)).toBeCloseTo(10, 9);
    expect(paceAfter(10, 2000).secondsLeft(14_000)).toBeCloseTo(6, 9);
  });

  it('does not guess before it has seen something, nor where the whole is not known or nothing moves', () => {
    expect(new Pace().secondsLeft(0)).toBeUndefined();
    expect(paceAfter(1, 2000).secondsLeft(1000)).toBeUndefined();
    expect(paceAfter(10, undefined).secondsLeft(10_000)).toBeUndefined();
    expect(paceAfter(10, 2000, () => 0).secondsLeft(10_000)).toBeUndefined();
  });

  it('is not moved by one leap, as of a file that was in the cache', () => {
    const leap = paceAfter(20, 10_000, (s) => 100 * s + (s > 10 ? 3000 : 0));
    expect(leap.secondsLeft(20_000)).toBeCloseTo(50, 9);
  });

  it('forgets what another whole, or work that began anew, was like', () => {
    const pace = paceAfter(10, 2000);
    pace.add(11_000, 0, 2000);
    expect(pace.secondsLeft(11_000)).toBeUndefined();
    const other = paceAfter(10, 2000);
    other.add(11_000, 1100, 4000);
    expect(other.secondsLeft(11_000)).toBeUndefined();
  });

  it('follows work that slows down', () => {
    const pace = paceAfter(60, 10_000, (s) => (s < 20 ? 100 * s : 2000 + 10 * (s - 20)));
    expect(pace.secondsLeft(60_000)).toBeCloseTo((10_000 - 2400) / 10, 0);
  });

  it('never says that less than nothing is left', () => {
    expect(paceAfter(10, 1000).secondsLeft(60_000)).toBe(0);
  });
});
