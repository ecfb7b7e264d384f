import { describe, expect, it } from 'vitest';
import { centred, meanOf } from './cloud.ts';
import { normalCloud, withoutBlock } from './clouds.test.support.ts';
import { alongDirections } from './directions.ts';

const cloud = normalCloud(130, 4, 'd', 2, 1);
const axes = Float64Array.of(1, 0, 0, 0, 0, 0.6, 0.8, 0);

/** Second moment, or variance, of the rows of a cloud along the second axis. */
function along(rows: Float64Array, variance: boolean): number {
  const values = Array.from(
    { length: rows.length / 4 },
    (_, i) => 0.6 * rows[4 * i + 1] + 0.8 * rows[4 * i + 2],
  );
  const mean = variance ? values.reduce((a, b) => a + b, 0) / values.length : 0;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - (variance ? 1 : 0));
}

describe('alongDirections', () => {
  it.each([true, false])(
    'gives moments along each direction, whole and without a block (variances: %s)',
    (variance) => {
      const plain = Float64Array.from(cloud.data);
      const { all, without } = alongDirections(cloud, plain, axes, 2, variance);
      expect(all[1]).toBeCloseTo(along(plain, variance), 9);
      for (const block of [0, 1, 40]) {
        const left = withoutBlock(cloud, block);
        expect(without[block][1]).toBeCloseTo(along(Float64Array.from(left.data), variance), 9);
      }
    },
  );

  it('is NaN for blocks that hold no row', () => {
    const small = normalCloud(10, 4, 's');
    const { without } = alongDirections(small, centred(small, meanOf(small)), axes, 2, true);
    expect(without[20].every(Number.isNaN)).toBe(true);
    expect(without[3].every(Number.isFinite)).toBe(true);
  });
});
