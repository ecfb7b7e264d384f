import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import {
  EMBEDDINGS,
  EXPANSION,
  LAYER_TENSORS,
  requireShape,
  type TransformerShape,
  transformerLayout,
} from './transformer-shape.ts';
import { initialWeights, sizeOf } from './weights.ts';

const SMALL: TransformerShape = { vocabulary: 11, context: 7, width: 8, heads: 2, layers: 3 };

const shapes: fc.Arbitrary<TransformerShape> = fc
  .record({
    vocabulary: fc.integer({ min: 2, max: 500 }),
    context: fc.integer({ min: 2, max: 100 }),
    heads: fc.integer({ min: 1, max: 8 }),
    each: fc.integer({ min: 1, max: 16 }),
    layers: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ each, ...shape }) => ({ ...shape, width: each * shape.heads }));

describe('transformerLayout', () => {
  it('has as many weights as the architecture says: 12 width^2 a layer, gains, embeddings and output', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { vocabulary: v, context: c, width: w, layers } = shape;
        const total = transformerLayout(shape).reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0);
        expect(total).toBe(2 * v * w + c * w + layers * (12 * w * w + 2 * w) + w);
      }),
    );
  });

  it('has the tensors of a layer where the graph looks for them', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = transformerLayout(shape);
        const { width } = shape;
        expect(layout).toHaveLength(EMBEDDINGS + LAYER_TENSORS * shape.layers + 2);
        for (let layer = 0; layer < shape.layers; layer++) {
          const own = layout.slice(EMBEDDINGS + LAYER_TENSORS * layer).slice(0, LAYER_TENSORS);
          expect(own.map((tensor) => tensor.shape)).toEqual([
            [width],
            [width, 3 * width],
            [width, width],
            [width],
            [width, EXPANSION * width],
            [EXPANSION * width, width],
          ]);
        }
      }),
    );
  });

  it('is the same for any number of heads: they share the width', () => {
    expect(transformerLayout({ ...SMALL, heads: 8 })).toEqual(transformerLayout(SMALL));
  });

  it('begins so that a matrix keeps the size of what it is given: variance 1 / inputs', () => {
    for (const { shape, start } of transformerLayout({ ...SMALL, layers: 1 }).slice(EMBEDDINGS)) {
      if (shape.length < 2) expect(start).toBe('ones');
      // What ends in the residual stream is smaller by sqrt(2 layers).
      else expect([1, 1 / 2]).toContainEqual(expect.closeTo((start as number) ** 2 * shape[0], 12));
    }
  });

  it('begins with a residual stream that does not grow with the layers', () => {
    const added = (layers: number) =>
      transformerLayout({ ...SMALL, layers })
        .slice(EMBEDDINGS, -2)
        .filter((_, i) => i % LAYER_TENSORS === 2 || i % LAYER_TENSORS === 5)
        .reduce((sum, { shape, start }) => sum + shape[0] * (start as number) ** 2, 0);
    for (const layers of [1, 2, 12]) expect(added(layers)).toBeCloseTo(1, 12);
  });

  it('can be filled', () => {
    const weights = initialWeights(transformerLayout(SMALL), new Rng('filled'));
    expect(weights.every((tensor) => tensor.every((value) => Number.isFinite(value) && value !== 0))).toBe(
      true,
    );
  });
});

describe('requireShape', () => {
  it('gives back what can be built', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(requireShape(shape)).toBe(shape);
      }),
    );
  });

  it.each([
    ['the vocabulary', { vocabulary: 1 }],
    ['the context', { context: 1 }],
    ['heads', { heads: 0 }],
    ['heads', { heads: 9 }],
    ['width / heads', { heads: 3 }],
    ['layers', { layers: 0 }],
    ['layers', { layers: 1.5 }],
  ] as const)('refuses what cannot, naming %s: %o', (where, part) => {
    expect(() => requireShape({ ...SMALL, ...part })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where, message: expect.stringContaining(where) }),
    );
  });

  it.each(['vocabulary', 'context', 'width', 'heads', 'layers'] as const)(
    'refuses a %s that is none',
    (name) => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -8, 0, 2.5, undefined as unknown as number])
        expect(() => requireShape({ ...SMALL, [name]: value })).toThrow(
          expect.objectContaining({ code: 'E_PARAMETER' }),
        );
    },
  );
});
