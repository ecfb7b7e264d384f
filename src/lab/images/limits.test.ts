import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { covarianceMatrix } from '../../stats/covariance.ts';
import { symmetricEigenvalues } from '../../stats/eigen.ts';
import { shareValues } from '../scenarios/images-experiment.ts';
import { diversityOf } from './diversity.ts';
import { classShares, NO_CLASS, nearestShapes } from './nearest-shape.ts';
import { shapeImages } from './shape-source.ts';
import { DRAWING, drawShape, PIXELS, PLACES, SHAPES, SIDE } from './shapes.ts';

describe('drawShape', () => {
  it('stays on its image at every place, with as many pixels as the drawing has', () => {
    for (const shape of SHAPES) {
      const inked = shape.rows.join('').split('#').length - 1;
      for (const [left, top] of [
        [0, 0],
        [PLACES - 1, 0],
        [0, PLACES - 1],
        [PLACES - 1, PLACES - 1],
      ]) {
        const values = new Float64Array(3 * PIXELS);
        drawShape(shape, values, PIXELS, { left, top, brightness: 1 });
        const own = values.subarray(PIXELS, 2 * PIXELS);
        expect(own.reduce((sum, value) => sum + value, 0)).toBe(inked);
        expect(values.reduce((sum, value) => sum + value, 0)).toBe(inked);
        // Nothing runs over the right edge into the next row.
        for (let y = 0; y < SIDE; y++)
          for (let x = 0; x < SIDE; x++)
            if (own[y * SIDE + x] > 0)
              expect(x >= left && x < left + DRAWING && y >= top && y < top + DRAWING).toBe(true);
      }
    }
  });

  it('adds to what is there', () => {
    const values = new Float64Array(PIXELS).fill(0.25);
    drawShape(SHAPES[0], values, 0, { left: 0, top: 0, brightness: 0.5 });
    expect(new Set(values)).toEqual(new Set([0.25, 0.75]));
  });
});

describe('nearestShapes', () => {
  it('finds every shape at every place', () => {
    const values = new Float64Array(SHAPES.length * PLACES * PLACES * PIXELS);
    const expected: number[] = [];
    SHAPES.forEach((shape, i) => {
      for (let place = 0; place < PLACES * PLACES; place++) {
        const at = { left: place % PLACES, top: Math.floor(place / PLACES), brightness: 0.3 };
        drawShape(shape, values, expected.length * PIXELS, at);
        expected.push(i);
      }
    });
    expect([...nearestShapes({ values, dimensions: PIXELS })]).toEqual(expected);
  });

  it('finds none in what is dark, of one shade, no number, or the opposite of a shape', () => {
    const values = new Float64Array(4 * PIXELS);
    values.fill(7, PIXELS, 2 * PIXELS);
    values.fill(Number.NaN, 2 * PIXELS, 3 * PIXELS);
    drawShape(SHAPES[3], values, 3 * PIXELS, { left: 2, top: 2, brightness: -1 });
    expect([...nearestShapes({ values, dimensions: PIXELS })]).toEqual(new Array(4).fill(NO_CLASS));
  });

  it('has no class for no image', () => {
    expect(nearestShapes({ values: new Float64Array(0), dimensions: PIXELS })).toHaveLength(0);
  });
});

describe('classShares', () => {
  it('sum to 1, with none in the last place', () => {
    const shares = classShares(Uint8Array.of(0, 0, 9, NO_CLASS));
    expect([shares[0], shares[9], shares[SHAPES.length]]).toEqual([0.5, 0.25, 0.25]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1);
  });
});

describe('shareValues', () => {
  it('by hand for an output of one shape, and for one of none', () => {
    expect(shareValues(Uint8Array.of(0, 0, 0))).toMatchObject({ rare: 0, classes: 1, none: 0 });
    // Half of |1 - 0.3| + 0.7: the total variation between one shape and the truth.
    expect(shareValues(Uint8Array.of(0))['distance']).toBeCloseTo(0.7, 12);
    const lost = shareValues(Uint8Array.of(NO_CLASS, NO_CLASS));
    expect(lost).toMatchObject({ rare: 0, classes: 0, none: 1 });
    expect(lost['distance']).toBeCloseTo(1, 12);
  });

  it('is near the truth for real images', () => {
    const { classes } = shapeImages(5000, new Rng('truth'));
    const values = shareValues(classes);
    expect(values).toMatchObject({ classes: 10, none: 0 });
    // 7% of 5000: standard deviation 0.05 of it.
    expect(Math.abs(values['rare'] - 1)).toBeLessThan(0.22);
    expect(values['distance']).toBeLessThan(0.03);
  });
});

describe('diversityOf', () => {
  it('is the Hill number of order 2 of the eigenvalues', () => {
    const rng = new Rng('diversity');
    const values = Float64Array.from({ length: 30 * 4 }, (_, i) => (1 + (i % 4)) * rng.normal());
    const lambda = [...symmetricEigenvalues(covarianceMatrix(values, 4)!, 4)!];
    const sum = lambda.reduce((total, value) => total + value, 0);
    const squares = lambda.reduce((total, value) => total + value * value, 0);
    const { rank, variance } = diversityOf({ values, dimensions: 4 })!;
    expect(rank).toBeCloseTo(sum ** 2 / squares, 10);
    expect(variance).toBeCloseTo(sum / 4, 10);
  });
});
