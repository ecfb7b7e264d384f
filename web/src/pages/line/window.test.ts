import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded, lineUrl, moved, positionAt } from './window.ts';

describe('lineUrl', () => {
  it.each([
    ['', '', '/api/line'],
    ['801', '1000', '/api/line?from=801&to=1000'],
    ['5', '', '/api/line?from=5'],
    ['0', '-3', '/api/line'],
    ['1e9', 'x&y=1', '/api/line'],
    ['99999999999999', '2.5', '/api/line'],
  ])('of %j to %j is %s', (from, to, url) => {
    expect(lineUrl(from, to)).toBe(url);
  });
});

const total = fc.integer({ min: 2, max: 5000 });
const place = fc.integer({ min: -100, max: 6000 });

describe('bounded', () => {
  it('turns a window drawn backwards round', () => {
    expect(bounded({ from: 30, to: 10 }, 100)).toEqual({ from: 10, to: 30 });
  });

  it('lies inside of the line and holds two generations at least', () => {
    fc.assert(
      fc.property(place, place, total, (from, to, all) => {
        const range = bounded({ from, to }, all);
        expect(range.from).toBeGreaterThanOrEqual(1);
        expect(range.to).toBeLessThanOrEqual(all);
        expect(range.to - range.from).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('leaves what is right as it is', () => {
    expect(bounded({ from: 3, to: 9 }, 10)).toEqual({ from: 3, to: 9 });
  });

  it('is the one generation of a line of one', () => {
    expect(bounded({ from: 1, to: 1 }, 1)).toEqual({ from: 1, to: 1 });
  });
});

describe('moved', () => {
  it('keeps its length and stays inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 9000 }), (steps) => {
        const range = moved({ from: 41, to: 60 }, steps, 100);
        expect(range.to - range.from).toBe(19);
        expect(range.from >= 1 && range.to <= 100).toBe(true);
      }),
    );
  });

  it('goes as far as asked where there is room', () => {
    expect(moved({ from: 41, to: 60 }, -20, 100)).toEqual({ from: 21, to: 40 });
  });
});

describe('positionAt', () => {
  it.each([
    [0, 1],
    [0.999, 10],
    [1, 10],
    [0.5, 6],
    [-0.2, 1],
    [3, 10],
  ])('%d of the width of ten is %d', (share, position) => {
    expect(positionAt(share, 10)).toBe(position);
  });
});
