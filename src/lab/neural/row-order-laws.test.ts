import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { RowOrder } from './row-order.ts';

describe('RowOrder', () => {
  it('is never more than one pass ahead with any row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat(9), { maxLength: 12 }),
        fc.string(),
        (size, takes, seed) => {
          const order = new RowOrder(size, new Rng(seed));
          const counts = new Array<number>(size).fill(0);
          for (const n of takes) {
            for (const row of order.take(n)) counts[row]++;
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(takes.reduce((sum, n) => sum + n, 0));
        },
      ),
    );
  });

  it('does not depend on how the batches are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(7), { maxLength: 8 }), (size, takes) => {
        const cut = new RowOrder(size, new Rng('cut'));
        const parts = takes.flatMap((n) => [...cut.take(n)]);
        const whole = new RowOrder(size, new Rng('cut')).take(parts.length);
        expect(parts).toEqual([...whole]);
      }),
    );
  });

  it('puts every row first as often as any other', () => {
    const [size, passes] = [5, 5000];
    const taken = new RowOrder(size, new Rng('first')).take(size * passes);
    const firsts = new Array<number>(size).fill(0);
    for (let pass = 0; pass < passes; pass++) firsts[taken[pass * size]]++;
    // Pearson's chi-squared with 4 degrees of freedom: above 23.5 once in 10,000 seeds.
    const chi = firsts.reduce((sum, n) => sum + (n - passes / size) ** 2 / (passes / size), 0);
    expect(chi).toBeLessThan(23.5);
  });

  it('draws nothing before it is asked', () => {
    const rng = new Rng('lazy');
    new RowOrder(100, rng).take(0);
    expect(rng.uint32()).toBe(new Rng('lazy').uint32());
  });
});
