import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { meanOf } from './cloud.ts';
import { cloudFrom, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { eachPair, placed, squaredDistance } from './distances.ts';

describe('eachPair', () => {
  it('visits each pair of rows of two sets once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 140 }), fc.integer({ min: 0, max: 270 }), (n, m) => {
        const [a, b] = [normalCloud(n, 2, 'a'), normalCloud(m, 2, 'b')];
        const zero = new Float64Array(2);
        const seen = new Set<number>();
        eachPair(placed(a, zero), placed(b, zero), (i, j) => {
          seen.add(i * 1000 + j);
        });
        expect(seen.size).toBe(n * m);
      }),
      { numRuns: 15 },
    );
  });

  it.each([2, 3, 129, 300])(
    'visits each pair of different rows of one set of %d once, the first before',
    (n) => {
      const own = placed(normalCloud(n, 3, 'own'), new Float64Array(3));
      const seen = new Set<number>();
      eachPair(own, own, (i, j) => {
        expect(i).toBeLessThan(j);
        seen.add(i * 1000 + j);
      });
      expect(seen.size).toBe((n * (n - 1)) / 2);
    },
  );

  it('is off by less than the slack of both rows, however far apart they lie', () => {
    const shift = fc.constantFrom(0, 1, 1e3, 1e6);
    fc.assert(
      fc.property(
        shift,
        shift,
        fc.constantFrom(1e-3, 1, 1e4),
        fc.integer({ min: 1, max: 70 }),
        (x, y, scale, d) => {
          const [a, b] = [normalCloud(30, d, 'a', scale, x), normalCloud(40, d, 'b', 1, y)];
          const origin = meanOf(a);
          const [p, q] = [placed(a, origin), placed(b, origin)];
          let worst = 0;
          eachPair(p, q, (i, j, square) => {
            const off = Math.abs(square - squaredDistance(a, i, b, j));
            worst = Math.max(worst, off / (p.slack[i] + q.slack[j]));
          });
          expect(worst).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: runs(40) },
    );
  });
});

describe('squaredDistance', () => {
  it('is 0 for a row with itself, and the same both ways', () => {
    const cloud = mixtureCloud(20, 5, 's');
    for (let i = 0; i < 20; i++) {
      expect(squaredDistance(cloud, i, cloud, i)).toBe(0);
      expect(squaredDistance(cloud, i, cloud, 3)).toBe(squaredDistance(cloud, 3, cloud, i));
    }
  });

  it('keeps what doubles hold of rows far from 0', () => {
    const far = cloudFrom([
      [16_777_216, 1],
      [16_777_216, 1.5],
    ]);
    expect(squaredDistance(far, 0, far, 1)).toBe(0.25);
  });
});
