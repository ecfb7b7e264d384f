import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { NOISE_SCALE, noiseOf, noiseWeight, requireVaeShape, type VaeShape, vaeLayout } from './vae-shape.ts';
import { initialWeights, sizeOf } from './weights.ts';

const shapes: fc.Arbitrary<VaeShape> = fc.record({
  pixels: fc.integer({ min: 1, max: 200 }),
  hidden: fc.integer({ min: 1, max: 50 }),
  latent: fc.integer({ min: 1, max: 20 }),
});

describe('vaeLayout', () => {
  it('has a weight for every connection, a bias for every unit, and the noise', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { pixels: p, hidden: h, latent: l } = shape;
        const total = vaeLayout(shape).reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0);
        expect(total).toBe((p + 1) * h + 2 * (h + 1) * l + (l + 1) * h + (h + 1) * p + 1);
      }),
    );
  });

  it('has with each matrix the biases of its outputs, which begin at 0', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = vaeLayout(shape).slice(0, -1);
        expect(layout).toHaveLength(10);
        for (let i = 0; i < layout.length; i += 2) {
          expect(layout[i + 1]).toEqual({ shape: [layout[i].shape[1]], start: 'zeros' });
          // He et al. 2015: variance 2 / inputs.
          expect((layout[i].start as number) ** 2 * layout[i].shape[0]).toBeCloseTo(2, 12);
        }
      }),
    );
  });

  it('leads from pixels to the latent space and back', () => {
    const matrices = vaeLayout({ pixels: 30, hidden: 7, latent: 2 }).filter(
      (tensor) => tensor.shape.length === 2,
    );
    expect(matrices.map(({ shape }) => shape)).toEqual([
      [30, 7],
      [7, 2],
      [7, 2],
      [2, 7],
      [7, 30],
    ]);
  });
});

describe('the noise', () => {
  it('is the last tensor, of one number, and 1 at the start', () => {
    const layout = vaeLayout({ pixels: 3, hidden: 4, latent: 2 });
    expect(noiseWeight(layout)).toBe(layout.at(-1));
    expect(noiseWeight(layout).shape).toEqual([1]);
    expect(noiseOf({ weights: initialWeights(layout, new Rng('noise')) })).toBe(1);
  });

  it('is above 0 at any weight, and grows with it', () => {
    const noiseAt = (weight: number) => {
      const weights = initialWeights(vaeLayout({ pixels: 1, hidden: 1, latent: 1 }), new Rng(0));
      noiseWeight(weights)[0] = weight;
      return noiseOf({ weights });
    };
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 10, noNaN: true }), (noise) => {
        expect(noiseAt(Math.log(noise) / NOISE_SCALE) / noise).toBeCloseTo(1, 5);
      }),
    );
    expect(noiseAt(-5)).toBeGreaterThan(0);
    expect(noiseAt(0.1)).toBeGreaterThan(noiseAt(0));
  });
});

describe('requireVaeShape', () => {
  it('gives back what can be built', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(requireVaeShape(shape)).toBe(shape);
      }),
    );
  });

  it.each([
    ['pixels', 'pixels'],
    ['hidden units', 'hidden'],
    ['latent dimensions', 'latent'],
  ] as const)('refuses a number of %s that is none', (where, name) => {
    for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '4' as unknown as number])
      expect(() => requireVaeShape({ pixels: 4, hidden: 4, latent: 4, [name]: value })).toThrow(
        expect.objectContaining({ code: 'E_PARAMETER', where }),
      );
  });
});
