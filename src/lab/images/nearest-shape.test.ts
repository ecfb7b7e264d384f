import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { classShares, NO_CLASS, nearestShapes } from './nearest-shape.ts';
import { drawShape, PIXELS, PLACES, SHAPES } from './shapes.ts';

const place = fc.integer({ min: 0, max: PLACES - 1 });
const shapeIndex = fc.integer({ min: 0, max: SHAPES.length - 1 });

function imageOf(shape: number, left: number, top: number, brightness = 1): Float64Array {
  const values = new Float64Array(PIXELS);
  drawShape(SHAPES[shape], values, 0, { left, top, brightness });
  return values;
}

const classOf = (values: Float64Array) => nearestShapes({ values, dimensions: PIXELS })[0];

/** Correlation of two images by its definition. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

describe('nearestShapes', () => {
  it('knows neither brightness nor ground', () => {
    fc.assert(
      fc.property(
        shapeIndex,
        place,
        place,
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        (shape, left, top, brightness, ground) => {
          const image = imageOf(shape, left, top, brightness).map((value) => value + ground);
          expect(classOf(image)).toBe(shape);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('agrees with correlations by their definition, over mixtures of two shapes', () => {
    const templates = SHAPES.flatMap((_, shape) =>
      Array.from({ length: PLACES ** 2 }, (_, at) => ({
        shape,
        values: imageOf(shape, at % PLACES, Math.floor(at / PLACES)),
      })),
    );
    fc.assert(
      fc.property(
        fc.tuple(shapeIndex, place, place),
        fc.tuple(shapeIndex, place, place),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other, part) => {
          const second = imageOf(...other, part);
          const image = imageOf(...one).map((value, i) => value + second[i]);
          const alike = templates.map(({ shape, values }) => ({ shape, r: correlation(image, values) }));
          const best = alike.reduce((a, b) => (b.r > a.r ? b : a));
          const rival = Math.max(...alike.filter(({ shape }) => shape !== best.shape).map(({ r }) => r));
          // A tie and the bound itself are for rounding to decide.
          fc.pre(best.r - rival > 1e-9 && Math.abs(best.r - 0.7) > 1e-9);
          expect(classOf(image)).toBe(best.r >= 0.7 ? best.shape : NO_CLASS);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('finds nothing in one shade, whatever rounding makes of its mean', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (shade) => {
        expect(classOf(new Float64Array(PIXELS).fill(shade))).toBe(NO_CLASS);
      }),
    );
  });

  it('finds nothing in an image that holds what is no number, and goes on with the next', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const broken = imageOf(2, 1, 1);
      broken[7] = wrong;
      const values = new Float64Array([...broken, ...imageOf(2, 1, 1)]);
      expect([...nearestShapes({ values, dimensions: PIXELS })]).toEqual([NO_CLASS, 2]);
    }
  });

  it('leaves the images as they were', () => {
    const image = imageOf(4, 0, 3, 0.4);
    const copy = image.slice();
    classOf(image);
    expect(image).toEqual(copy);
  });

  it.each([1, 143, 145, 784])('refuses images of %d pixels, which no template has', (dimensions) => {
    const values = new Float64Array(2 * dimensions);
    expect(() => nearestShapes({ values, dimensions })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});

describe('classShares', () => {
  it('counts every class once, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(shapeIndex, fc.constant(NO_CLASS)), { minLength: 1, maxLength: 50 }),
        (classes) => {
          const shares = classShares(Uint8Array.from(classes));
          for (let i = 0; i <= SHAPES.length; i++) {
            const own = i === SHAPES.length ? NO_CLASS : i;
            expect(shares[i]).toBeCloseTo(classes.filter((c) => c === own).length / classes.length, 12);
          }
        },
      ),
    );
  });

  it('has no share of no images', () => {
    expect([...classShares(new Uint8Array(0))]).toEqual(new Array(SHAPES.length + 1).fill(0));
  });
});
