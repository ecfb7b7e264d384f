import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { stateOf } from './state.test.support.ts';
import { weighted } from './weighted.ts';

async function realWeight(loop: ReturnType<typeof weighted>, samples: number): Promise<number> {
  const { data, weights } = await loop.compose(stateOf(samples, 2), new Rng(1));
  const real = data.reduce((sum, row, i) => sum + (row.startsWith('fresh') ? weights![i] : 0), 0);
  return real / weights!.reduce((sum, weight) => sum + weight, 0);
}

describe('weighted', () => {
  it('puts the golden ratio on real rows where there are as many as synthetic ones', async () => {
    expect(await realWeight(weighted({ real: { share: 1 } }), 50)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 12);
  });

  it('puts the weight that it was given on real rows, however few they are', async () => {
    for (const rows of [1, 7, 20]) {
      expect(await realWeight(weighted({ real: { rows }, weight: 0.3 }), 20)).toBeCloseTo(0.3, 12);
    }
  });

  it('is replace where there is no real row', async () => {
    const { data, weights } = await weighted({ real: { rows: 0 } }).compose(stateOf(10, 1), new Rng(1));
    expect(data).toHaveLength(10);
    expect([...weights!]).toEqual(new Array(10).fill(1));
  });

  it('refuses a weight that no row can bear, and one outside 0 to 1', async () => {
    const loop = weighted({ real: { rows: 0 }, weight: 0.5 });
    await expect(loop.compose(stateOf(10, 1), new Rng(1))).rejects.toMatchObject({ code: 'E_PARAMETER' });
    expect(() => weighted({ real: { rows: 1 }, weight: 1.5 })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});
