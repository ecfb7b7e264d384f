import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { winMax } from './winmax.ts';

/** Every window, one by one. */
function plain(bits: readonly number[], gamma: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < bits.length; start++) {
    let green = 0;
    for (let end = start + 1; end <= bits.length; end++) {
      green += bits[end - 1];
      const length = end - start;
      most = Math.max(most, (green - gamma * length) / Math.sqrt(length * gamma * (1 - gamma)));
    }
  }
  return most;
}

describe('winMax', () => {
  it('is the largest z of all windows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { maxLength: 60 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (bits, gamma) => {
          const [quick, slow] = [winMax(bits, gamma), plain(bits, gamma)];
          expect(quick === slow || Math.abs(quick - slow) < 1e-9 * Math.abs(slow)).toBe(true);
        },
      ),
    );
  });

  it('finds a marked passage in an unmarked text', () => {
    const bits = [...new Array(200).fill(0), ...new Array(20).fill(1), ...new Array(200).fill(0)];
    expect(winMax(bits, 0.25)).toBeCloseTo((20 * 0.75) / Math.sqrt(20 * 0.25 * 0.75), 12);
  });

  it('has nothing where nothing is scored', () => {
    expect(winMax([], 0.5)).toBe(Number.NEGATIVE_INFINITY);
  });
});
