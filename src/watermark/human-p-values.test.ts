import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { humanPValues, LEAST_TEXTS } from './human-p-values.ts';

const evenly = (texts: number) => Array.from({ length: texts }, (_, i) => (i + 1) / (texts + 1));
const hundred = (values: readonly number[]) => values.map(() => 100);

describe('humanPValues', () => {
  it('gives back the shares themselves where theory holds', () => {
    const { quantiles } = humanPValues(evenly(9999), hundred(evenly(9999)))!;
    expect(quantiles.map(({ share }) => share)).toEqual([
      0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99,
    ]);
    for (const { share, pValue } of quantiles) expect(pValue).toBeCloseTo(share, 12);
  });

  it('keeps no quantile that fewer than five texts lie beyond', () => {
    const shares = (texts: number) =>
      humanPValues(evenly(texts), hundred(evenly(texts)))!.quantiles.map(({ share }) => share);
    expect(shares(20)).toEqual([0.25, 0.5, 0.75]);
    expect(shares(99)).toEqual([0.05, 0.1, 0.25, 0.5, 0.75, 0.9]);
  });

  it('does not exist for fewer texts than say anything', () => {
    const few = evenly(LEAST_TEXTS - 1);
    expect(humanPValues(few, hundred(few))).toBeUndefined();
    expect(humanPValues([], [])).toBeUndefined();
  });

  it('takes the mean of lengths on their logarithms, and texts in any order', () => {
    const values = evenly(20);
    const scored = values.map((_, i) => (i % 2 === 0 ? 50 : 200));
    const found = humanPValues(values, scored)!;
    expect(found.positions).toBeCloseTo(100, 9);
    expect(humanPValues(values.toReversed(), scored)!.quantiles).toEqual(found.quantiles);
  });

  it('has a median that as many texts are above as below', () => {
    const rng = new Rng(1);
    const values = Array.from({ length: 201 }, () => rng.next() ** 3);
    const median = humanPValues(values, hundred(values))!.quantiles.find(
      ({ share }) => share === 0.5,
    )!.pValue;
    expect(values.filter((p) => p > median).length).toBe(100);
    expect(values.filter((p) => p < median).length).toBe(100);
  });
});
