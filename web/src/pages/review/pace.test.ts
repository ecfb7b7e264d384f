import { describe, expect, it } from 'vitest';
import { anHour, BREAK, secondsEach, secondsLeft } from './pace.ts';

describe('anHour', () => {
  it('is 3,600 over the mean of the seconds', () => {
    expect(anHour([2, 4, 6])).toBe(900);
  });

  it('says nothing of fewer than three decisions', () => {
    expect(anHour([])).toBeUndefined();
    expect(anHour([1, 1])).toBeUndefined();
  });

  it('leaves breaks out', () => {
    expect(anHour([3.6, 3.6, BREAK + 1, 3.6, 90_000])).toBe(1000);
    expect(anHour([BREAK + 1, 1, 1])).toBeUndefined();
  });

  it('stays finite for a key that is held down', () => {
    expect(anHour([0, 0, 0])).toBe(36_000);
  });
});

describe('secondsEach and secondsLeft', () => {
  it('follow from the rate', () => {
    const paces = [3.6, 3.6, 3.6];
    expect(secondsEach(paces)).toBe(3.6);
    expect(secondsLeft(paces, 500)).toBe(1800);
    expect(secondsLeft(paces, 0)).toBe(0);
  });

  it('say nothing where there is no rate', () => {
    expect(secondsEach([1])).toBeUndefined();
    expect(secondsLeft([1], 9)).toBeUndefined();
  });
});
