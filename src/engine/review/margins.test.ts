import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextFilter } from '../../quality/filters/text-filter.ts';
import { marginsOf, nearness } from './margins.ts';

describe('nearness', () => {
  it('is 1 at the threshold and falls to 0 two steps away, on both sides', () => {
    expect(nearness(0.3, 0.3)).toBe(1);
    expect(nearness(0.33, 0.3)).toBeCloseTo(0.5, 12);
    expect(nearness(0.27, 0.3)).toBeCloseTo(0.5, 12);
    expect(nearness(0.36, 0.3)).toBeCloseTo(0, 12);
    expect(nearness(50, 50)).toBe(1);
    expect(nearness(45, 50)).toBeCloseTo(0.5, 12);
  });

  it('takes one for a step of small counts', () => {
    expect([3, 4, 5, 6, 7].map((value) => nearness(value, 5))).toEqual([0, 0.5, 1, 0.5, 0]);
  });

  it('is nothing at a threshold of nothing: there is no nearly', () => {
    expect(nearness(0, 0)).toBe(0);
    expect(nearness(1, 0)).toBe(0);
    expect([0, 1, 2].map((count) => nearness(count, 1))).toEqual([0, 0, 0]);
    // A share that may be 1 is no count.
    expect(nearness(0.95, 1)).toBeCloseTo(0.75, 12);
  });

  it('lies between 0 and 1, and is the same on either side', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (threshold, away) => {
          const [above, below] = [
            nearness(threshold + away, threshold),
            nearness(threshold - away, threshold),
          ];
          for (const near of [above, below]) {
            expect(near).toBeGreaterThanOrEqual(0);
            expect(near).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});

describe('marginsOf', () => {
  it('names the rules that a text nearly keeps or nearly breaks, the nearest first', async () => {
    const filter = await createTextFilter({
      profiles: ['length', 'c4'],
      rules: { 'length.characters.min': 20, 'c4.sentences': 2 },
    });
    const margins = marginsOf(filter.explain('This is one line here.'));
    const length = margins.find(({ rule }) => rule === 'length.characters.min');
    expect(length).toMatchObject({ value: 22, threshold: 20, bound: 'min', broken: false, nearness: 0.5 });
    expect(margins.find(({ rule }) => rule === 'c4.sentences')).toMatchObject({
      broken: true,
      nearness: 0.5,
    });
    const near = margins.map((margin) => margin.nearness);
    expect(near).toEqual([...near].sort((a, b) => b - a));
  });
});
