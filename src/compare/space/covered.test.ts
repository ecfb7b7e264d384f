import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloudFrom, manifolds, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { covered } from './covered.ts';
import { prdcOf } from './prdc.ts';

const share = (rows: Uint8Array) => rows.reduce((sum, one) => sum + one, 0) / rows.length;

describe('covered', () => {
  it.each([1, 3, 5])('has the mean that coverage has, for k = %i', (k) => {
    for (const used of [2, 5, 10]) {
      const human = mixtureCloud(300, 8, 'human');
      const generated = mixtureCloud(300, 8, `g${used}`, used);
      const { coverage } = prdcOf(...manifolds(human, generated, k));
      expect(share(covered(human, generated, k)!)).toBe(coverage.value);
    }
  });

  it('has the mean that coverage has, whatever the rows, also copies of one another', () => {
    const cloud = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 }), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(cloud, cloud, fc.integer({ min: 1, max: 3 }), (a, b, k) => {
        const [human, generated] = [cloudFrom(a), cloudFrom(b)];
        const { coverage } = prdcOf(...manifolds(human, generated, k));
        expect(share(covered(human, generated, k)!)).toBe(coverage.value);
      }),
    );
  });

  it('leaves none uncovered by the same rows, and all by rows that are far away', () => {
    const human = normalCloud(50, 4, 'human');
    expect(share(covered(human, human, 3)!)).toBe(1);
    expect(share(covered(human, normalCloud(50, 4, 'far', 1, 100), 3)!)).toBe(0);
  });

  it('does not exist for too few human rows, or without generated ones', () => {
    expect(covered(normalCloud(5, 2, 'a'), normalCloud(9, 2, 'b'), 5)).toBeUndefined();
    expect(covered(normalCloud(9, 2, 'a'), cloudFrom([]), 5)).toBeUndefined();
  });
});
