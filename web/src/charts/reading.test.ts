import { describe, expect, it } from 'vitest';
import { boxLeft, placeAfter } from './reading.ts';

describe('placeAfter', () => {
  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowLeft', 3, 2],
    ['ArrowRight', 9, 9],
    ['ArrowLeft', 0, 0],
    ['PageUp', 3, 9],
    ['PageDown', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['a', 5, undefined],
  ])('%s from %d of 10 is %s', (key, at, next) => {
    expect(placeAfter(key, at, 10)).toBe(next);
  });

  it('begins with the newest, or with the first where asked for it', () => {
    expect(placeAfter('ArrowLeft', undefined, 10)).toBe(9);
    expect(placeAfter('Home', undefined, 10)).toBe(0);
  });

  it('leads nowhere where there is nothing', () => {
    expect(placeAfter('End', undefined, 0)).toBeUndefined();
  });
});

describe('boxLeft', () => {
  it('stands at the right of what it speaks of, or at the left where there is no room', () => {
    expect(boxLeft(100, 80, 400)).toBe(112);
    expect(boxLeft(350, 80, 400)).toBe(258);
  });

  it('never leaves its room', () => {
    for (let x = -20; x <= 420; x += 7) {
      const left = boxLeft(x, 300, 400);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + 300).toBeLessThanOrEqual(400);
    }
  });
});
