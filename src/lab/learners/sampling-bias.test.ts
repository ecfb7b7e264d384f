import { describe, expect, it } from 'vitest';
import { refuseTopK, requireCount, temperatureOf, topKOf } from './sampling-bias.ts';

describe('a sampling bias', () => {
  it('is none where none was given', () => {
    for (const bias of [undefined, {}]) {
      expect(temperatureOf(bias)).toBe(1);
      expect(topKOf(bias)).toBeUndefined();
      expect(() => refuseTopK(bias, 'a Gaussian')).not.toThrow();
    }
  });

  it.each([0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the temperature %d', (temperature) => {
    expect(() => temperatureOf({ temperature })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: 'temperature' }),
    );
  });

  it('takes the smallest temperature for one whose power a number can hold', () => {
    for (const temperature of [Number.MIN_VALUE, 1e-310, 1e-300, 1e300]) {
      const power = 1 / temperatureOf({ temperature });
      expect(power > 0 && power < Infinity).toBe(true);
      // The likeliest outcome keeps its weight: 1 to the power.
      expect(1 ** power).toBe(1);
    }
    expect(temperatureOf({ temperature: 0.3 })).toBe(0.3);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a top-k of %d', (topK) => {
    expect(() => topKOf({ topK })).toThrow(expect.objectContaining({ code: 'E_PARAMETER', where: 'top-k' }));
  });

  it('names the learner that has no top-k, even where k is 1', () => {
    expect(() => refuseTopK({ topK: 1 }, 'a Gaussian')).toThrow('a Gaussian has no top-k');
  });
});

describe('requireCount', () => {
  it('allows nothing at all', () => {
    expect(() => requireCount(0)).not.toThrow();
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d samples', (n) => {
    expect(() => requireCount(n)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(`not ${n}`) }),
    );
  });
});
