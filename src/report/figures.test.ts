import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  inGenerations,
  interval,
  level,
  logChange,
  percent,
  probability,
  quantity,
  ratio,
} from './figures.ts';

describe('count', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('quantity', () => {
  it('gives three or four figures at every size', () => {
    const values = [0.000021, 0.0123, 0.642, 0.9999, 7.514, 21.44, 99.97, 312.4, 48_210.3];
    expect(values.map(quantity)).toEqual([
      '2.1e-5',
      '0.0123',
      '0.642',
      '1.00',
      '7.51',
      '21.4',
      '100',
      '312',
      '48,210',
    ]);
  });

  it('writes nothing for what does not exist, and a true minus', () => {
    expect(quantity(Number.NaN)).toBe('–');
    expect(quantity(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(quantity(-3.2)).toBe('−3.20');
  });

  it('stays short and close to the value', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (value) => {
        const text = quantity(value);
        expect(text.length).toBeLessThanOrEqual(17);
        expect(Math.abs(Number(text.replaceAll(',', '')) / value - 1)).toBeLessThan(0.06);
      }),
    );
  });
});

describe('ratio', () => {
  it('gives two decimals near 1, fewer above 10, three below 0.1', () => {
    const values = [0, 0.0715, 0.187, 1, 9.994, 9.996, 19.62, 312.4];
    expect(values.map(ratio)).toEqual(['0.000', '0.071', '0.19', '1.00', '9.99', '10.0', '19.6', '312']);
  });

  it('is never long', () => {
    fc.assert(fc.property(fc.double({ min: 0 }), (value) => ratio(value).length <= 8));
  });
});

describe('interval', () => {
  it('writes both ends in the way asked', () => {
    expect(interval([0.384, 0.461])).toBe('[0.38, 0.46]');
    expect(interval([0.384, Number.POSITIVE_INFINITY], percent)).toBe('[38%, ∞]');
  });
});

describe('percent', () => {
  it('gives a decimal below ten, and never a false zero', () => {
    expect([0, 0.0004, 0.025, 0.05, 0.642, 1].map(percent)).toEqual([
      '0%',
      '<0.1%',
      '2.5%',
      '5%',
      '64%',
      '100%',
    ]);
  });

  it('never gives a false whole', () => {
    expect([0.994, 0.996, 0.9996].map(percent)).toEqual(['99%', '99.6%', '>99.9%']);
    expect([-0.5, Number.NaN].map(percent)).toEqual(['\u221250%', '\u2013']);
  });

  it('writes a share that rounding brings to a whole number like a whole number', () => {
    expect(percent(0.06 + Number.EPSILON)).toBe('6%');
  });
});

describe('logChange', () => {
  it('turns a change of the logarithm into per cent, with its sign', () => {
    expect(logChange(Math.log(0.74))).toBe('−26%');
    expect(logChange(Math.log(1.23))).toBe('+23%');
    expect(logChange(-0.004)).toBe('−0.4%');
  });

  it('gives no sign to nothing', () => {
    expect([0, -0.0001, 0.0001].map(logChange)).toEqual(['0.0%', '0.0%', '0.0%']);
  });

  it('writes nothing where there is no slope', () => {
    expect(logChange(Number.NaN)).toBe('–');
  });
});

describe('probability', () => {
  it('never says that something is impossible', () => {
    expect([0, 0.0004, 0.0312, 1].map(probability)).toEqual(['<0.001', '<0.001', '0.031', '1.000']);
    expect(probability(Number.NaN)).toBe('–');
  });
});

describe('level', () => {
  it('is what alpha leaves, never rounded to all', () => {
    expect([0.05, 0.1, 0.025, 0.3, 0.001, 0.00001, 0.5].map(level)).toEqual([
      '95%',
      '90%',
      '97.5%',
      '70%',
      '99.9%',
      '99.999%',
      '50%',
    ]);
    expect(level(Number.NaN)).toBe('–');
  });
});

describe('inGenerations', () => {
  it('has one decimal, thousands in groups, and signs for what never ends or does not exist', () => {
    const values = [0.04, 2.34, 999.94, 1e6, Number.POSITIVE_INFINITY, Number.NaN, -1.25];
    expect(values.map(inGenerations)).toEqual(['0.0', '2.3', '999.9', '1,000,000', '∞', '–', '−1.3']);
  });
});
