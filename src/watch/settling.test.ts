import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { Settling } from './settling.ts';

const file = (print: string, name = 'g1'): Candidate => ({ name, corpus: [], paths: [], bytes: 1, print });
const settling = () => new Settling({ settle: 5_000, patience: 60_000 });

describe('a file that is watched', () => {
  it('is settled once it has looked the same for long enough', () => {
    const watch = settling();
    watch.look([file('a')], 1_000);
    expect(watch.isSettled(file('a'), 1_000)).toBe(false);
    watch.look([file('a')], 5_999);
    expect(watch.isSettled(file('a'), 5_999)).toBe(false);
    watch.look([file('a')], 6_000);
    expect(watch.isSettled(file('a'), 6_000)).toBe(true);
  });

  it('begins anew whenever it changes, and tires those who wait', () => {
    const watch = settling();
    for (let now = 0; now <= 60_000; now += 4_000) {
      watch.look([file(`size ${now}`)], now);
      expect(watch.isSettled(file(''), now)).toBe(false);
    }
    expect(watch.isTiresome(file(''), 59_999)).toBe(false);
    expect(watch.isTiresome(file(''), 60_000)).toBe(true);
    expect(watch.isFinal(file(''), 60_000)).toBe(false);
  });

  it('is forgotten where it goes, and met as new where it comes back', () => {
    const watch = settling();
    watch.look([file('a')], 0);
    watch.look([], 10_000);
    watch.look([file('a')], 20_000);
    expect(watch.isSettled(file('a'), 20_000)).toBe(false);
    expect(watch.isSettled(file('x', 'other'), 20_000)).toBe(false);
  });
});
