import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../test/fixtures/report.ts';
import { aligned, thinned } from './aligned.ts';

const { trends, generations } = COLLAPSING.trajectory!;

describe('aligned', () => {
  it('gives the points as they are where every generation has one', () => {
    expect(aligned(trends[0], generations)).toEqual(trends[0].points);
  });

  it('leaves a gap where the signal did not exist', () => {
    const points = trends[0].points.filter((point) => point.generation !== 'g3');
    const ratios = aligned({ ...trends[0], points }, generations).map((point) => point?.ratio);
    expect(ratios).toEqual([0.871, 0.662, undefined, 0.371, 0.262, 0.187]);
  });

  it('trusts positions where names repeat', () => {
    const points = trends[0].points.map((point) => ({ ...point, generation: 'same' }));
    expect(
      aligned(
        { ...trends[0], points },
        generations.map(() => 'same'),
      ),
    ).toEqual(points);
  });
});

describe('thinned', () => {
  it('keeps all that fit', () => {
    expect(thinned(3, 8)).toEqual([0, 1, 2]);
    expect(thinned(0, 8)).toEqual([]);
  });

  it('keeps both ends and rises, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 5000 }), fc.integer({ min: 2, max: 40 }), (length, most) => {
        const places = thinned(length, most);
        expect(places).toHaveLength(Math.min(length, most));
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBe(length - 1);
        expect(places.every((place, index) => index === 0 || place > places[index - 1])).toBe(true);
      }),
    );
  });
});
