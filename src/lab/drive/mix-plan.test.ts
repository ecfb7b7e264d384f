import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { divide, type Pools, planMix } from './mix-plan.ts';
import type { MixRule } from './recipe.ts';

const plan = (rule: MixRule, human: number, generations: readonly number[], seed = 'a') =>
  planMix(rule, { human, generations }, new Rng(seed));

const failure = (rule: MixRule, pools: Pools): OutcrossError => {
  try {
    planMix(rule, pools, new Rng(1));
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('it was planned');
};

describe('planMix', () => {
  it.each(['replace', 'accumulate', 'subsample'] as const)('begins %s with human rows alone', (mode) => {
    expect(plan({ mode }, 100, [])).toEqual({ human: 100, generations: [] });
  });

  it('draws the first training set too where it has a size', () => {
    expect(plan({ mode: 'replace', size: 30 }, 100, [])).toEqual({ human: 30, generations: [] });
  });

  it('replaces everything by the generation before', () => {
    expect(plan({ mode: 'replace' }, 100, [50, 60])).toEqual({ human: 0, generations: [0, 60] });
  });

  it('adds human rows to the generation before until they are the share asked for', () => {
    expect(plan({ mode: 'replace', human: 0.25 }, 100, [60])).toEqual({ human: 20, generations: [60] });
    expect(plan({ mode: 'replace', human: 0.1, size: 50 }, 100, [60])).toEqual({
      human: 5,
      generations: [45],
    });
    expect(plan({ mode: 'replace', human: 1 }, 100, [60])).toEqual({ human: 100, generations: [0] });
    expect(plan({ mode: 'replace', human: 1, size: 40 }, 100, [60])).toEqual({ human: 40, generations: [0] });
  });

  it('accumulates everything', () => {
    expect(plan({ mode: 'accumulate' }, 100, [50, 60])).toEqual({ human: 100, generations: [50, 60] });
  });

  it('keeps the human share of an accumulation by leaving synthetic rows out, never human ones', () => {
    const { human, generations } = plan({ mode: 'accumulate', human: 0.5 }, 100, [80, 80]);
    expect(human).toBe(100);
    expect(generations[0] + generations[1]).toBe(100);
    expect(plan({ mode: 'accumulate', human: 0.5 }, 100, [80])).toEqual({ human: 100, generations: [80] });
    expect(plan({ mode: 'accumulate', human: 1 }, 100, [80])).toEqual({ human: 100, generations: [0] });
  });

  it('subsamples everything so far, as large as the reservoir where no size is given', () => {
    const { human, generations } = plan({ mode: 'subsample' }, 100, [100, 100]);
    expect(human + generations[0] + generations[1]).toBe(100);
    expect(Math.min(human, ...generations)).toBeGreaterThan(10);
  });

  it('gives the share of a subsample exactly', () => {
    const { human, generations } = plan({ mode: 'subsample', human: 0.3, size: 90 }, 100, [100, 100]);
    expect(human).toBe(27);
    expect(generations[0] + generations[1]).toBe(63);
  });

  it('says how many rows are short, and what would do', () => {
    const short = failure({ mode: 'replace', human: 0.9 }, { human: 100, generations: [60] });
    expect(short).toMatchObject({ code: 'E_POLICY', where: 'mix' });
    expect(short.message).toContain('takes 540 human examples, and the reservoir has 100: 440 are short');
    const size = failure({ mode: 'replace', size: 100 }, { human: 100, generations: [60] });
    expect(size.hint).toBe('Give a smaller mix.size, or let sample write 40 examples more.');
    expect(failure({ mode: 'replace', size: 200 }, { human: 100, generations: [] }).message).toContain(
      'the first training set',
    );
    expect(failure({ mode: 'subsample', size: 999 }, { human: 100, generations: [60] }).code).toBe(
      'E_POLICY',
    );
  });

  it('never takes more than there is, whatever the rule', () => {
    const rule = fc.record(
      {
        mode: fc.constantFrom('replace', 'accumulate', 'subsample'),
        human: fc.double({ min: 0, max: 1, noNaN: true }),
        size: fc.integer({ min: 1, max: 120 }),
      },
      { requiredKeys: ['mode'] },
    );
    const pools = fc.record({
      human: fc.integer({ min: 4, max: 100 }),
      generations: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(rule, pools, (asked, rows) => {
        const made = attempt(asked as MixRule, rows);
        if (made === undefined) return;
        expect(made.human).toBeLessThanOrEqual(rows.human);
        expect(made.generations).toHaveLength(rows.generations.length);
        made.generations.forEach((n, i) => {
          expect(n).toBeGreaterThanOrEqual(0);
          expect(n).toBeLessThanOrEqual(rows.generations[i]);
        });
      }),
    );
  });
});

function attempt(rule: MixRule, pools: Pools) {
  try {
    return planMix(rule, pools, new Rng(1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'E_POLICY' });
    return undefined;
  }
}

describe('divide', () => {
  it('has the mean of draws without replacement', () => {
    const rng = new Rng('mean');
    const runs = 400;
    let first = 0;
    for (let i = 0; i < runs; i++) first += divide(20, [30, 10], rng)[0];
    // Hypergeometric: mean 15, variance 20 * 3/4 * 1/4 * 20/39 = 1.92; four standard errors.
    expect(Math.abs(first / runs - 15)).toBeLessThan(4 * Math.sqrt(1.92 / runs));
  });

  it('takes everything where everything is asked for', () => {
    expect(divide(6, [1, 2, 3], new Rng(1))).toEqual([1, 2, 3]);
  });
});
