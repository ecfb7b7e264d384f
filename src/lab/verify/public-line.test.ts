import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Batch } from '../learner.ts';
import { accumulate } from '../loops/accumulate.ts';
import { replace } from '../loops/replace.ts';
import { meanLearner } from '../run/counting.test.support.ts';
import { lineRow } from './line-row.ts';
import { lastMeasure, type PublicLine } from './public-line.ts';

type Rows = readonly number[];

function lineOf(more: Partial<PublicLine<Rows, number>> = {}, fits: Batch<Rows>[] = []) {
  return {
    learner: meanLearner(fits),
    real: (n: number, rng: Rng) => Array.from({ length: n }, () => rng.normal()),
    loop: replace(),
    samples: 6,
    fits: 3,
    measure: (model: number) => model,
    ...more,
  } satisfies PublicLine<Rows, number>;
}

describe('lastMeasure', () => {
  it('fits as many models as it says and measures the last alone', async () => {
    const fits: Batch<Rows>[] = [];
    const measured: number[] = [];
    const line = lineOf({ measure: (model) => measured.push(model) && model }, fits);
    const value = await lastMeasure(line, new Rng(1));
    expect(fits).toHaveLength(3);
    expect(measured).toEqual([value]);
    const { data } = fits[2];
    expect(value).toBeCloseTo(data.reduce((sum, x) => sum + x, 0) / data.length, 12);
  });

  it('fits the first on real rows, one model alone too', async () => {
    const fits: Batch<Rows>[] = [];
    const rows = [1, 2, 3, 4, 5, 9];
    expect(await lastMeasure(lineOf({ fits: 1, real: () => rows }, fits), new Rng(1))).toBe(4);
    expect(fits).toEqual([{ data: rows }]);
  });

  it('follows its loop', async () => {
    const fits: Batch<Rows>[] = [];
    await lastMeasure(lineOf({ loop: accumulate() }, fits), new Rng(1));
    expect(fits.map(({ data }) => data.length)).toEqual([6, 12, 18]);
  });

  it('hands the bias on', async () => {
    const fits: Batch<Rows>[] = [];
    await lastMeasure(lineOf({ bias: { temperature: 1e-9 }, fits: 2 }, fits), new Rng(1));
    const [, { data }] = fits;
    expect(Math.max(...data) - Math.min(...data)).toBeLessThan(1e-7);
  });

  it('gives no number where the measure is none, so that its row fails', async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await lastMeasure(lineOf({ measure: () => bad }), new Rng(1))).toBeNaN();
    }
  });

  it('is the same for the same generator', async () => {
    const value = await lastMeasure(lineOf(), new Rng('a'));
    expect(await lastMeasure(lineOf(), new Rng('a'))).toBe(value);
    expect(await lastMeasure(lineOf(), new Rng('b'))).not.toBe(value);
  });
});

describe('lineRow', () => {
  const claim = { quantity: 'mean', setting: 's', theory: 0, source: 'x' };

  it('is a row of learners and loops, whose cost counts its fits', () => {
    const row = lineRow(claim, lineOf());
    expect(row).toMatchObject({ id: 'learner-loop/mean/s', section: 'learner-loop', expect: 'equal' });
    expect(row.draws).toBeGreaterThan(3 * 6 * 300);
  });

  it('simulates the line: the mean of means wanders by 1/M each fit', async () => {
    const row = lineRow({ ...claim, theory: 3 / 6 }, lineOf({ measure: (model) => model * model }));
    const { mean, error, count } = await row.simulate(new Rng('wander'));
    expect(count).toBeGreaterThanOrEqual(300);
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * error);
  });
});
