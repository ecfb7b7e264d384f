import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { fixed } from './fixed.ts';
import { fresh } from './fresh.ts';
import { realPartName, realRows, requireRealPart } from './real-part.ts';
import { countOf, stateOf } from './state.test.support.ts';

describe('the real part of a training set', () => {
  it.each([
    [{ share: 0.1 }, 100, 10],
    [{ share: 0 }, 100, 0],
    [{ share: 1 }, 7, 7],
    [{ rows: 3 }, 7, 3],
  ])('%j of %d rows is %d', (part, samples, expected) => {
    expect(realRows(part, samples)).toBe(expected);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses the share %d, and names the bound', (share) => {
    expect(() => requireRealPart({ share })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining('from 0 to 1') }),
    );
  });

  it.each([-1, 2.5])('refuses %d rows', (rows) => {
    expect(() => requireRealPart({ rows })).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });

  it('refuses R > M where it composes, and names M', async () => {
    await expect(async () => fresh({ rows: 11 }).compose(stateOf(10, 1), new Rng(1))).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: expect.stringContaining('from 0 to 10, not 11'),
    });
  });

  it('is named as a person writes it', () => {
    expect([{ share: 0.1 }, { share: 0.005 }, { rows: 1 }, { rows: 12 }].map(realPartName)).toEqual([
      '10%',
      '0.5%',
      '1 row',
      '12 rows',
    ]);
  });
});

describe('fixed', () => {
  it('mixes the same real rows into every set', async () => {
    const loop = fixed({ rows: 4 });
    const sets = await Promise.all([1, 2, 5].map((g) => loop.compose(stateOf(10, g), new Rng(g))));
    const real = sets.map(({ data }) => data.filter((row) => row.startsWith('real')));
    expect(real[0]).toHaveLength(4);
    expect(real[1]).toEqual(real[0]);
    expect(real[2]).toEqual(real[0]);
    expect(countOf(sets[2].data, 'model 4/')).toBe(6);
  });
});

describe('fresh', () => {
  it('has exactly R new real rows, and the rest from the last model', async () => {
    for (const rows of [0, 1, 9, 10]) {
      const { data } = await fresh({ rows }).compose(stateOf(10, 3), new Rng(1));
      expect(countOf(data, 'fresh')).toBe(rows);
      expect(countOf(data, 'model 2/')).toBe(10 - rows);
    }
  });
});
