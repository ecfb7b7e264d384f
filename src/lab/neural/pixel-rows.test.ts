import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { normals, pixelRows } from './pixel-rows.ts';

/** Three rows of two. */
const POINTS = { values: Float64Array.of(0, 0.5, 1, 1.5, 2, 2.5), dimensions: 2 };

describe('pixelRows', () => {
  it('gives the rows chosen, in their order, as often as they are chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
        async (chosen) => {
          const rows = pixelRows(POINTS, Uint32Array.from(chosen), chosen.length);
          expect(rows.shape).toEqual([chosen.length, 2]);
          expect([...(await rows.data())]).toEqual(chosen.flatMap((row) => [row, row + 0.5]));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves rows dark that are left over', async () => {
    const rows = pixelRows(POINTS, Uint32Array.of(2), 3);
    expect(rows.shape).toEqual([3, 2]);
    expect([...(await rows.data())]).toEqual([2, 2.5, 0, 0, 0, 0]);
  });

  it('rounds to single precision, and does not touch the points', async () => {
    const values = Float64Array.of(0.1, 1e-60);
    const [a, b] = await pixelRows({ values, dimensions: 2 }, Uint32Array.of(0), 1).data();
    expect([a, b]).toEqual([Math.fround(0.1), 0]);
    expect([...values]).toEqual([0.1, 1e-60]);
  });
});

describe('normals', () => {
  it('are the draws of the generator, row by row', async () => {
    const rng = new Rng('normals');
    const wanted = Array.from({ length: 6 }, () => Math.fround(rng.normal()));
    const drawn = normals(2, 3, new Rng('normals'));
    expect(drawn.shape).toEqual([2, 3]);
    expect([...(await drawn.data())]).toEqual(wanted);
  });

  it('have the mean 0, the variance 1 and the kurtosis 3', async () => {
    const n = 20_000;
    const draws = [...(await normals(n / 10, 10, new Rng('moments')).data())];
    const moment = (power: number) => draws.reduce((sum, x) => sum + x ** power, 0) / n;
    // Variances of the moments of a standard normal: 1, 2 and 96, over n.
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });
});
