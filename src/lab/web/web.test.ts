import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Batch } from '../learner.ts';
import { meanExperiment } from '../run/counting.test.support.ts';
import type { Finished } from '../run/line.ts';
import { passing } from './filter.ts';
import { Pool } from './pool.ts';
import { requireWeb, runWeb, SYNTHETIC_SHARE, syntheticShare, type Web, type WebRun } from './web.ts';
import { isWeb, webName, webOf } from './web-entry.ts';

const WEB: Web = { models: 3, synthetic: 0.8 };

async function years(
  web: Web,
  more: Partial<WebRun<readonly number[]>> = {},
): Promise<Finished<readonly number[]>[]> {
  const run = { experiment: meanExperiment(), web, samples: 40, years: 4, rng: new Rng('web'), ...more };
  const steps: Finished<readonly number[]>[] = [];
  for await (const step of runWeb(run)) steps.push(structuredClone(step));
  return steps;
}

function shares(steps: readonly Finished<readonly number[]>[]): number[] {
  return steps.at(-1)!.values.map((values) => values[SYNTHETIC_SHARE.id]);
}

describe('the open web', () => {
  it('begins without synthetic rows, and their share of the pool rises by year', async () => {
    const found = shares(await years(WEB));
    // What is added: 0.2, 0.4, 0.6, 0.8 of as much as there was at first.
    const expected = [0, 0.2 / 2, 0.6 / 3, 1.2 / 4, 2 / 5];
    for (const [year, share] of found.entries()) expect(share).toBeCloseTo(expected[year], 10);
  });

  it('trains every model on rows of the pool, and measures all of them', async () => {
    const fits: Batch<readonly number[]>[] = [];
    const steps = await years(WEB, { experiment: meanExperiment(fits) });
    expect(fits).toHaveLength(15);
    for (const { data } of fits) expect(data).toHaveLength(40);
    expect(steps[4].outputs.map((output) => output.length)).toEqual(new Array(5).fill(120));
  });

  it('gives its learners out in turn', async () => {
    const used: string[] = [];
    const one = meanExperiment();
    const named = (name: string) => ({
      ...one.learners[0],
      fit: (batch: Batch<readonly number[]>, rng: Rng) => {
        used.push(name);
        return one.learners[0].fit(batch, rng);
      },
    });
    await years(WEB, { experiment: { ...one, learners: [named('a'), named('b')] }, years: 1 });
    expect(used).toEqual(['a', 'b', 'a', 'a', 'b', 'a']);
  });

  it('is kept human by a filter that finds everything, and is not by one that finds nothing', async () => {
    const perfect = shares(await years({ ...WEB, filter: { recall: 1, falsePositive: 0 } }));
    expect(perfect).toEqual([0, 0, 0, 0, 0]);
    const blind = shares(await years({ ...WEB, filter: { recall: 0, falsePositive: 0 } }));
    expect(blind).toEqual(shares(await years(WEB)));
  });

  it('gives the same values wherever it was taken up', async () => {
    const web = { ...WEB, filter: { recall: 0.5, falsePositive: 0.1 } };
    const whole = await years(web);
    for (const [at, finished] of whole.entries())
      expect(await years(web, { finished })).toEqual(whole.slice(at + 1));
  });

  it.each<[Partial<Web>, string]>([
    [{ models: 0 }, 'models'],
    [{ synthetic: 1.1 }, 'synthetic share'],
    [{ filter: { recall: -1, falsePositive: 0 } }, 'recall'],
    [{ filter: { recall: 1, falsePositive: 2 } }, 'false positive'],
  ])('refuses %j', (part, name) => {
    expect(() => requireWeb({ ...WEB, ...part })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(name) }),
    );
  });

  it('adds a share that rises in equal steps', () => {
    expect([1, 2, 3, 4].map((year) => syntheticShare(WEB, year, 4))).toEqual([
      0.2, 0.4, 0.6000000000000001, 0.8,
    ]);
  });
});

describe('a pool', () => {
  it('draws different rows, and never one that the filter refused', () => {
    const pool = new Pool<readonly number[]>(meanExperiment().learners[0].rows);
    const real = Array.from({ length: 50 }, (_, i) => i);
    const synthetic = Array.from({ length: 50 }, (_, i) => 100 + i);
    pool.add(real, synthetic, { recall: 1, falsePositive: 0 }, new Rng(1));
    expect(pool.size).toBe(50);
    expect(pool.syntheticShare).toBe(0);
    const [one, two] = pool.draw(20, [new Rng(1), new Rng(2)]);
    expect(new Set(one).size).toBe(20);
    expect(Math.max(...one, ...two)).toBeLessThan(50);
    expect(one).not.toEqual(two);
    expect(pool.draw(500, [new Rng(3)])[0]).toHaveLength(50);
  });

  it('has no synthetic share where nothing is left', () => {
    const pool = new Pool<readonly number[]>(meanExperiment().learners[0].rows);
    expect(pool.syntheticShare).toBeUndefined();
  });
});

describe('a provenance filter', () => {
  it('refuses synthetic rows by its recall and real ones by its false positive rate', () => {
    const passes = passing({ recall: 0.7, falsePositive: 0.1 }, 10_000, 10_000, new Rng('filter'));
    const sum = (values: Uint8Array) => values.reduce((total, one) => total + one, 0);
    // Binomial standard deviations: 30 and 46.
    expect(Math.abs(sum(passes.subarray(0, 10_000)) - 9000)).toBeLessThan(150);
    expect(Math.abs(sum(passes.subarray(10_000)) - 3000)).toBeLessThan(230);
  });
});

describe('a web as it is written', () => {
  it('has defaults for what is left out', () => {
    expect(webOf('web')).toEqual({ models: 3, synthetic: 0.9 });
    expect(webOf('web:0.5:0.8:0.02:4')).toEqual({
      models: 4,
      synthetic: 0.5,
      filter: { recall: 0.8, falsePositive: 0.02 },
    });
    expect(webName(webOf('web:0.5:0.8'))).toBe('web 50%, filter 80%');
  });

  it('is told from loops by its name', () => {
    expect(['web', 'web:0.1', 'replace', 'webs'].map(isWeb)).toEqual([true, true, false, false]);
  });
});
