import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { meanExperiment } from '../run/counting.test.support.ts';
import { passing, requireFilter } from './filter.ts';
import { Pool } from './pool.ts';
import { runWeb, SYNTHETIC_SHARE, syntheticShare } from './web.ts';

const { rows } = meanExperiment().learners[0];
const range = (from: number, n: number) => Array.from({ length: n }, (_, i) => from + i);
const rate = fc.integer({ min: 0, max: 10 }).map((n) => n / 10);

/** Years of a pool: real and synthetic rows of each. */
const years = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 1,
  maxLength: 5,
});

describe('a pool that grows', () => {
  it('may draw exactly what passes: each row once, real ones below 1000, synthetic ones from there on', () => {
    fc.assert(
      fc.property(years, rate, rate, fc.nat(), (added, recall, falsePositive, seed) => {
        const pool = new Pool<readonly number[]>(rows);
        const open: number[] = [];
        let at = 0;
        for (const [year, [real, synthetic]] of added.entries()) {
          const filter = { recall, falsePositive };
          pool.add(range(at, real), range(1000 + at, synthetic), filter, new Rng(`${seed} ${year}`));
          // The same stream says what passes: real rows first.
          const passes = passing(filter, real, synthetic, new Rng(`${seed} ${year}`));
          const own = [...range(at, real), ...range(1000 + at, synthetic)];
          open.push(...own.filter((_, i) => passes[i] === 1));
          at += 10;
        }
        const [all] = pool.draw(1e6, [new Rng(seed)]);
        expect([...all].sort((a, b) => a - b)).toEqual([...open].sort((a, b) => a - b));
        expect(pool.size).toBe(open.length);
        const synthetic = open.filter((row) => row >= 1000).length;
        expect(pool.syntheticShare).toBe(open.length === 0 ? undefined : synthetic / open.length);
      }),
    );
  });

  it('takes everything without a filter, and no synthetic rows where there are none', () => {
    const pool = new Pool<readonly number[]>(rows);
    pool.add([1, 2], undefined, undefined, new Rng(1));
    pool.add([3], [1000], undefined, new Rng(1));
    expect([...pool.draw(9, [new Rng(2)])[0]].sort((a, b) => a - b)).toEqual([1, 2, 3, 1000]);
    expect(pool.syntheticShare).toBe(0.25);
  });

  it('gives every model rows of its own, and the same to the same generator', () => {
    const pool = new Pool<readonly number[]>(rows);
    pool.add(range(0, 100), undefined, undefined, new Rng(1));
    const [a, b] = pool.draw(10, [new Rng('a'), new Rng('b')]);
    expect(a).not.toEqual(b);
    expect(pool.draw(10, [new Rng('b')])[0]).toEqual(b);
    expect(pool.draw(0, [new Rng('a')])[0]).toEqual([]);
  });
});

describe('a provenance filter at its limits', () => {
  it('keeps runs paired: a row that passes a strict filter passes a lenient one', () => {
    fc.assert(
      fc.property(rate, rate, rate, rate, fc.nat(), (a, b, c, d, seed) => {
        const strict = { recall: Math.max(a, b), falsePositive: Math.max(c, d) };
        const lenient = { recall: Math.min(a, b), falsePositive: Math.min(c, d) };
        const narrow = passing(strict, 20, 20, new Rng(seed));
        const wide = passing(lenient, 20, 20, new Rng(seed));
        narrow.forEach((passes, i) => {
          if (passes === 1) expect(wide[i]).toBe(1);
        });
      }),
    );
  });

  it('refuses all or nothing at 1 and 0, rate by rate', () => {
    expect([...passing({ recall: 1, falsePositive: 0 }, 3, 3, new Rng(1))]).toEqual([1, 1, 1, 0, 0, 0]);
    expect([...passing({ recall: 0, falsePositive: 1 }, 3, 3, new Rng(1))]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(passing({ recall: 0.5, falsePositive: 0.5 }, 0, 0, new Rng(1))).toHaveLength(0);
    for (const bad of [
      { recall: Number.NaN, falsePositive: 0 },
      { recall: 0, falsePositive: -0.1 },
    ])
      expect(() => requireFilter(bad)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('the open web at its limits', () => {
  const web = { models: 2, synthetic: 1 };

  async function run(more: Partial<Parameters<typeof runWeb>[0]> = {}) {
    const steps = [];
    const base = { experiment: meanExperiment(), web, samples: 10, years: 2, rng: new Rng('limits') };
    for await (const step of runWeb<readonly number[]>({ ...base, ...more } as typeof base)) steps.push(step);
    return steps;
  }

  it('adds no real row in its last year where all of it is synthetic', () => {
    expect(syntheticShare(web, 2, 2)).toBe(1);
    expect(syntheticShare(web, 1, 2)).toBe(0.5);
    // Beyond the last year it stays, and a web of no year adds what it would in its last.
    expect(syntheticShare(web, 9, 2)).toBe(1);
    expect(syntheticShare(web, 0, 0)).toBe(0);
  });

  it('says that a filter is too strict where it leaves nothing to learn from later on', async () => {
    // What was there before models stays whatever the filter refuses: the web goes on, on that alone.
    const strict = { ...web, filter: { recall: 1, falsePositive: 1 } };
    const { values } = (await run({ web: strict })).at(-1)!;
    expect(values.map((own) => own[SYNTHETIC_SHARE.id])).toEqual([0, 0, 0]);
    await expect(run({ samples: 1, web: { ...strict, models: 1 } })).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: expect.stringContaining('leaves 1 rows'),
    });
  });

  it('means a metric over the models that have it', async () => {
    let asked = 0;
    const own = meanExperiment();
    const measure = () => (asked++ % 2 === 0 ? { both: 1, some: 4 } : { both: 3, some: Number.NaN });
    const [{ values }] = await run({ experiment: { ...own, measure } as never, years: 0 });
    expect(values[0]).toMatchObject({ both: 2, some: 4 });
  });
});
