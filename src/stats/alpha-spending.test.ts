import { describe, expect, it } from 'vitest';
import { alphaAtLook } from './alpha-spending.ts';

describe('alphaAtLook', () => {
  it('spends .0304 of .05 at the first look and a quarter of that at the second', () => {
    expect(alphaAtLook(0.05, 1)).toBeCloseTo(0.03039635509270133, 15);
    expect(alphaAtLook(0.05, 2)! / alphaAtLook(0.05, 1)!).toBeCloseTo(0.25, 15);
  });

  it('never spends more than alpha, and all of it in the end', () => {
    let spent = 0;
    for (let g = 1; g <= 1e5; g++) spent += alphaAtLook(0.05, g)!;
    expect(spent).toBeLessThan(0.05);
    // What is left after G looks is 6 alpha/(pi^2 G) to first order.
    expect(0.05 - spent).toBeCloseTo((6 * 0.05) / (Math.PI ** 2 * 1e5), 10);
  });

  it('does not exist for what is no look', () => {
    expect(alphaAtLook(0.05, 0)).toBeUndefined();
    expect(alphaAtLook(0.05, 1.5)).toBeUndefined();
    expect(alphaAtLook(0.05, Number.NaN)).toBeUndefined();
  });
});
