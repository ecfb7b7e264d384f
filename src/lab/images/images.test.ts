import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { diversityOf } from './diversity.ts';
import { classShares, NO_CLASS, nearestShapes } from './nearest-shape.ts';
import { shapeImages } from './shape-source.ts';
import { DRAWING, drawShape, PIXELS, SHAPES, SIDE } from './shapes.ts';

describe('shapes', () => {
  it('have names of their own, shares that sum to 1, commonest first, and whole drawings', () => {
    expect(new Set(SHAPES.map(({ name }) => name)).size).toBe(SHAPES.length);
    expect(SHAPES.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(SHAPES.every(({ share }, i) => i === 0 || share <= SHAPES[i - 1].share)).toBe(true);
    for (const { rows } of SHAPES) {
      expect(rows).toHaveLength(DRAWING);
      expect(rows.every((row) => /^[.#]{8}$/.test(row))).toBe(true);
    }
  });

  it('stand where they are put', () => {
    const values = new Float64Array(2 * PIXELS);
    drawShape(SHAPES[2], values, PIXELS, { left: 4, top: 1, brightness: 0.5 });
    expect(values.subarray(0, PIXELS).every((value) => value === 0)).toBe(true);
    expect(values[PIXELS + SIDE + 4]).toBe(0.5);
    expect(values[PIXELS + SIDE + 3]).toBe(0);
    expect(values[PIXELS + (1 + 7) * SIDE + 4 + 7]).toBe(0.5);
  });
});

describe('shapeImages', () => {
  it('draws every class by its share', () => {
    const n = 8000;
    const shares = classShares(shapeImages(n, new Rng('shares')).classes);
    for (const [i, { share }] of SHAPES.entries())
      expect(Math.abs(shares[i] - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n));
    expect(shares[SHAPES.length]).toBe(0);
  });

  it('draws the same images for the same seed', () => {
    expect(shapeImages(5, new Rng('a'))).toEqual(shapeImages(5, new Rng('a')));
    expect(shapeImages(5, new Rng('a')).images).not.toEqual(shapeImages(5, new Rng('b')).images);
  });
});

describe('nearestShapes', () => {
  it('finds the class of every real image', () => {
    const { images, classes } = shapeImages(400, new Rng('classes'));
    expect(nearestShapes(images)).toEqual(classes);
  });

  it('finds a shape anywhere, however bright, and on any ground', () => {
    for (const [shape, drawing] of SHAPES.entries()) {
      const values = new Float64Array(PIXELS).fill(3);
      drawShape(drawing, values, 0, { left: 4, top: 0, brightness: 0.01 });
      expect([...nearestShapes({ values, dimensions: PIXELS })]).toEqual([shape]);
    }
  });

  it('finds none in a flat image, in noise, or in two shapes laid over each other', () => {
    const noise = new Rng('noise');
    const values = new Float64Array(3 * PIXELS);
    for (let i = PIXELS; i < 2 * PIXELS; i++) values[i] = noise.normal();
    for (const shape of [6, 9])
      drawShape(SHAPES[shape], values, 2 * PIXELS, { left: 2, top: 2, brightness: 1 });
    expect([...nearestShapes({ values, dimensions: PIXELS })].slice(0, 2)).toEqual([NO_CLASS, NO_CLASS]);
    expect(classShares(nearestShapes({ values, dimensions: PIXELS }))[SHAPES.length]).toBeGreaterThan(0.6);
  });
});

describe('diversityOf', () => {
  it('gives the number of directions in which rows vary alike', () => {
    // Corners of a square in two of three dimensions.
    const values = Float64Array.of(1, 1, 0, 1, -1, 0, -1, 1, 0, -1, -1, 0);
    const { variance, rank } = diversityOf({ values, dimensions: 3 })!;
    expect(rank).toBeCloseTo(2, 12);
    expect(variance).toBeCloseTo((2 * 4) / 3 / 3, 12);
  });

  it('is 1 for rows on a line, 0 for rows that are the same, and does not exist for one', () => {
    expect(diversityOf({ values: Float64Array.of(0, 0, 1, 2, 3, 6), dimensions: 2 })!.rank).toBeCloseTo(
      1,
      12,
    );
    expect(diversityOf({ values: Float64Array.of(5, 5, 5, 5), dimensions: 2 })).toEqual({
      variance: 0,
      rank: 0,
    });
    expect(diversityOf({ values: Float64Array.of(5, 5), dimensions: 2 })).toBeUndefined();
  });
});
