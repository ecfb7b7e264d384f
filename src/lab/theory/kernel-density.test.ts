import { describe, expect, it } from 'vitest';
import { accumulatedSecondMoment, replacedSecondMoment } from './kernel-density.ts';

describe('second moments of kernel densities', () => {
  it('grow by h^2 a generation where data are replaced', () => {
    expect(replacedSecondMoment(0.5, 0)).toBe(1);
    expect(replacedSecondMoment(0.5, 8)).toBe(3);
  });

  it('grow with the logarithm of generations where data are kept', () => {
    expect(accumulatedSecondMoment(1, 0)).toBe(1);
    expect(accumulatedSecondMoment(1, 1)).toBe(1.5);
    // H_4 - 1 = 13/12.
    expect(accumulatedSecondMoment(2, 3)).toBeCloseTo(1 + (4 * 13) / 12, 12);
    const euler = 0.5772156649015329;
    expect(accumulatedSecondMoment(1, 99_999)).toBeCloseTo(Math.log(100_000) + euler, 4);
  });

  it('refuse a negative bandwidth and generations that are none', () => {
    expect(() => replacedSecondMoment(-0.1, 1)).toThrow('bandwidth must be a number from 0, not -0.1');
    expect(() => accumulatedSecondMoment(0.1, 1.5)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});
