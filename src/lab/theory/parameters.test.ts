import { describe, expect, it } from 'vitest';
import { requireAbove, requireAtLeast, requireShare, requireWeights, requireWhole } from './parameters.ts';

const refused = (message: string, where: string) =>
  expect.objectContaining({ code: 'E_PARAMETER', message, where });

describe('requireWhole', () => {
  it.each([2, 3, Number.MAX_SAFE_INTEGER])('allows %d from 2', (value) => {
    expect(() => requireWhole('M', value, 2)).not.toThrow();
  });

  it('takes both bounds for allowed', () => {
    for (const value of [2, 5]) expect(() => requireWhole('M', value, 2, 5)).not.toThrow();
  });

  it.each([1, -1, 2.5, Number.NaN, Infinity, -Infinity])('refuses %d, and names the bound', (value) => {
    expect(() => requireWhole('M', value, 2)).toThrow(
      refused(`M must be a whole number from 2, not ${value}`, 'M'),
    );
  });

  it('names both bounds where there are two', () => {
    expect(() => requireWhole('R', 6, 0, 5)).toThrow(
      refused('R must be a whole number from 0 to 5, not 6', 'R'),
    );
  });
});

describe('bounds of numbers', () => {
  it('are open where they say above, and closed where they say from', () => {
    expect(() => requireAbove('h', Number.MIN_VALUE, 0)).not.toThrow();
    expect(() => requireAbove('h', 0, 0)).toThrow(refused('h must be a number above 0, not 0', 'h'));
    expect(() => requireAtLeast('h', 0, 0)).not.toThrow();
    expect(() => requireAtLeast('h', -Number.MIN_VALUE, 0)).toThrow(
      refused(`h must be a number from 0, not ${-Number.MIN_VALUE}`, 'h'),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])('hold %d off', (value) => {
    expect(() => requireAbove('h', value, 0)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => requireAtLeast('h', value, 0)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => requireShare('h', value)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });

  it('are 0 and 1 for a share, both allowed', () => {
    for (const value of [0, -0, 0.3, 1]) expect(() => requireShare('p', value)).not.toThrow();
    expect(() => requireShare('p', 1 + 2 ** -52)).toThrow(expect.objectContaining({ where: 'p' }));
    expect(() => requireShare('p', -1e-300)).toThrow(
      refused('p must be a number from 0 to 1, not -1e-300', 'p'),
    );
  });
});

describe('requireWeights', () => {
  it('allows zeros beside something', () => {
    expect(() => requireWeights('w', [0, 0, 1e-300])).not.toThrow();
  });

  it.each([
    [[], 'w must have a finite sum above 0, not 0'],
    [[0, 0], 'w must have a finite sum above 0, not 0'],
    [[1e308, 1e308], 'w must have a finite sum above 0, not Infinity'],
    [[1, -1], 'w[1] must be a number from 0, not -1'],
    [[1, Number.NaN], 'w[1] must be a number from 0, not NaN'],
    [[Infinity], 'w[0] must be a number from 0, not Infinity'],
  ])('refuses %j: %s', (weights, message) => {
    expect(() => requireWeights('w', weights)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message }),
    );
  });

  it('finds a hole, where an array has nothing', () => {
    const holes = [1, 2, 3];
    delete holes[1];
    expect(() => requireWeights('w', holes)).toThrow(expect.objectContaining({ where: 'w[1]' }));
  });
});
