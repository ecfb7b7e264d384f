import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { nextOpen } from '../draws/generator.ts';
import { judgeRows } from './judge.ts';
import { kernelRow, publicRow, type RowSpec, replicatesFor } from './row.ts';

const SPEC: RowSpec = {
  section: 'drift',
  quantity: 'E[u]',
  setting: 'M=1',
  theory: 0.5,
  source: 'by hand',
  draws: 3,
  replicates: 40,
};

describe('replicatesFor', () => {
  it('spends the budget, within its bounds', () => {
    expect(replicatesFor(100, 1e5)).toBe(1000);
    expect(replicatesFor(100, 1e3)).toBe(400);
    expect(replicatesFor(1, 1e9)).toBe(200_000);
    expect(replicatesFor(1e9, 1e6, 7)).toBe(7);
    expect(replicatesFor(3, 100, 1, 20)).toBe(20);
  });

  it('gives a whole number', () => {
    for (const draws of [3, 7, 11.5]) expect(Number.isInteger(replicatesFor(draws, 1e4))).toBe(true);
  });
});

describe('kernelRow', () => {
  it('is named by section, quantity and setting, costs its draws times its replicates, and is no trap', () => {
    const row = kernelRow(SPEC, () => () => 1);
    expect(row).toMatchObject({ id: 'drift/E[u]/M=1', draws: 120, expect: 'equal', theory: 0.5 });
    expect(kernelRow({ ...SPEC, expect: 'below' }, () => () => 1).expect).toBe('below');
  });

  it('prepares once a simulation and makes as many replicates as it says', async () => {
    let prepared = 0;
    let made = 0;
    const row = kernelRow(SPEC, () => {
      prepared++;
      return () => made++;
    });
    const moments = await row.simulate(new Rng(1));
    expect({ prepared, made, count: moments.count }).toEqual({ prepared: 1, made: 40, count: 40 });
    expect(moments.mean).toBe(19.5);
  });

  it('gives the same for the same generator, and replicates that differ', async () => {
    const row = kernelRow(SPEC, () => nextOpen);
    const one = await row.simulate(new Rng('a'));
    const again = await row.simulate(new Rng('a'));
    expect([again.mean, again.error]).toEqual([one.mean, one.error]);
    expect((await row.simulate(new Rng('b'))).mean).not.toBe(one.mean);
    // Uniform: standard error sqrt(1/12/40).
    expect(one.error).toBeGreaterThan(0.03);
    expect(one.error).toBeLessThan(0.06);
  });

  it('fails where one replicate of many is no number', async () => {
    let made = 0;
    const row = kernelRow(SPEC, () => () => (made++ === 20 ? Number.NaN : 0.5));
    const { mean, error, count } = await row.simulate(new Rng(1));
    const judged = judgeRows([row], [{ mean, error, replicates: count }]);
    expect(judged.status).toBe('failed');
  });
});

describe('publicRow', () => {
  it('gives every replicate a stream of its own, whatever the ones before drew', async () => {
    const seen = (greedy: boolean) => {
      const firsts: number[] = [];
      const row = publicRow(SPEC, async (rng) => {
        firsts.push(rng.next());
        if (greedy) for (let i = 0; i < firsts.length; i++) rng.next();
        return 0;
      });
      return Promise.resolve(row.simulate(new Rng('own'))).then(() => firsts);
    };
    const plain = await seen(false);
    expect(new Set(plain).size).toBe(40);
    expect(await seen(true)).toEqual(plain);
  });

  it('throws what a replicate throws', async () => {
    const row = publicRow(SPEC, () => Promise.reject(new Error('no')));
    await expect(row.simulate(new Rng(1))).rejects.toThrow('no');
  });
});
