import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSoftmaxAt } from './log-softmax.ts';

describe('logSoftmaxAt', () => {
  it('gives logarithms of probabilities that sum to one, of the row asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (row) => {
          const logits = Float32Array.from([...row, ...row.map((x) => x / 2), 5]);
          for (const from of [0, row.length]) {
            const sum = row.reduce((a, _, i) => a + Math.exp(logSoftmaxAt(logits, from, row.length, i)), 0);
            expect(sum).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  it('does not change when all logits do by the same', () => {
    const of = (shift: number) => logSoftmaxAt(Float64Array.of(1 + shift, 2 + shift, 3 + shift), 0, 3, 1);
    expect(of(1e6)).toBeCloseTo(of(0), 9);
    expect(of(0)).toBeCloseTo(-1.4076059644443804, 12);
  });

  it('is NaN where a logit is, and for what is no token', () => {
    expect(logSoftmaxAt(Float32Array.of(1, Number.NaN), 0, 2, 1)).toBeNaN();
    expect(logSoftmaxAt(Float32Array.of(1, 2), 0, 2, 2)).toBeNaN();
    expect(logSoftmaxAt(Float32Array.of(1, 2), 0, 2, -1)).toBeNaN();
  });
});
