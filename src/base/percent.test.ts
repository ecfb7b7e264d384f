import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentage } from './percent.ts';

describe('percentage', () => {
  it('rounds to the decimals that are asked for, without a trailing zero', () => {
    expect([0, 0.642, 0.9949, 1].map((share) => percentage(share, 0))).toEqual(['0%', '64%', '99%', '100%']);
    expect([0.05, 0.0251, 0.9951].map((share) => percentage(share, 1))).toEqual(['5%', '2.5%', '99.5%']);
  });

  it('takes a decimal more rather than say all, or nothing', () => {
    expect([0.996, 0.004].map((share) => percentage(share, 0))).toEqual(['99.6%', '0.4%']);
  });

  it('gives a bound where a decimal more would not do', () => {
    expect([0.99999, 0.00001].map((share) => percentage(share, 0))).toEqual(['>99.9%', '<0.1%']);
    expect([0.99999, 0.00001].map((share) => percentage(share, 2))).toEqual(['>99.99%', '<0.01%']);
  });

  it('never says 100% of less than all, nor 0% of more than nothing', () => {
    const share = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(share, fc.nat(3), (each, digits) => {
        expect(['0%', '100%', '-0%']).not.toContain(percentage(each, digits));
      }),
    );
  });
});
