import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { ORIGINS } from '../corpus/example.ts';
import { candidatesOf, many, type Row } from './candidates.test.support.ts';
import { FATE } from './fate.ts';
import { type Plan, plan, requirePossible } from './plan.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

const human = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'human', generation: 0, ...more });
const made = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'synthetic', generation: 1, ...more });
const planOf = (rows: readonly Row[], policy: Partial<Policy> = {}) =>
  plan(candidatesOf(rows), { ...DEFAULT_POLICY, ...policy });
const originOf = (made: Plan, origin: string) =>
  made.composition.byOrigin.find(({ value }) => value === origin)?.examples ?? 0;

function failure(made: Plan): OutcrossError {
  try {
    requirePossible(made, 'outcross.yaml');
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('the plan is possible');
}

describe('a plan', () => {
  it('takes as much as the human minimum allows where the size is all', () => {
    const made30 = planOf([...human(30), ...made(1000)]);
    expect(made30.possible).toBe(true);
    expect(made30.composition.examples).toBe(100);
    expect(originOf(made30, 'human')).toBe(30);
    expect(made30.fateCounts).toEqual({ chosen: 100, 'human-minimum': 930 });
  });

  it('takes everything where nothing forbids it', () => {
    const all = planOf([...human(50), ...made(50)]);
    expect(all.composition.examples).toBe(100);
    expect(all.weights).toMatchObject({ rule: 'optimal' });
    expect(all.weights.humanShare).toBeCloseTo((Math.sqrt(5) - 1) / 2, 12);
  });

  it('holds a declared share exactly', () => {
    const third = planOf([...human(400), ...made(900)], {
      size: { examples: 300 },
      human: { minimum: 0.1, share: 0.35 },
    });
    expect(originOf(third, 'human')).toBe(105);
    expect(originOf(third, 'synthetic')).toBe(195);
    expect(third.weights.rule).toBe('equal');
  });

  it('rounds a share that is the minimum up, so that the minimum is kept too', () => {
    const made3 = planOf([...human(50), ...made(50)], {
      size: { examples: 11 },
      human: { minimum: 0.3, share: 0.3 },
    });
    expect(made3.possible).toBe(true);
    expect(originOf(made3, 'human')).toBe(4);
  });

  it('counts a share in tokens where the size is in tokens, to within one example', () => {
    const rows = [...human(100, { tokens: 7 }), ...made(100, { tokens: 11 })];
    const { composition, possible } = planOf(rows, {
      size: { tokens: 1000 },
      human: { minimum: 0.3, share: 0.5 },
    });
    expect(possible).toBe(true);
    const tokens = composition.byOrigin.find(({ value }) => value === 'human')!.tokens;
    expect(tokens).toBeGreaterThanOrEqual(500);
    expect(tokens).toBeLessThan(507);
    expect(composition.tokens).toBeLessThan(1000 + 11);
  });

  it('holds the minimum in tokens as well as in examples', () => {
    const rows = [...human(100, { tokens: 5 }), ...made(100, { tokens: 50 })];
    const { composition } = planOf(rows, { human: { minimum: 0.5 } });
    const [mostly] = composition.byOrigin;
    expect(mostly).toMatchObject({ value: 'human', examples: 100 });
    expect(mostly.shareOfTokens).toBeGreaterThanOrEqual(0.5);
    expect(composition.examples).toBe(110);
  });

  it('keeps no source above its cap', () => {
    const rows = [...human(100, { source: 'a' }), ...made(60, { source: 'b' }), ...made(60, { source: 'c' })];
    const { composition, fateCounts } = planOf(rows, {
      size: { examples: 100 },
      human: { minimum: 0.3, share: 0.4 },
      caps: { source: { b: 0.1 } },
    });
    expect(composition.bySource.find(({ value }) => value === 'b')?.examples).toBe(10);
    expect(composition.bySource.find(({ value }) => value === 'c')?.examples).toBe(50);
    expect(fateCounts).toMatchObject({ capped: 50 });
  });

  it('fills the tail quota with human examples that carry tail types', () => {
    const rows = [...human(90), ...human(10, { tail: 2 }), ...made(100)];
    const without = planOf(rows, { size: { examples: 50 }, human: { minimum: 0.3, share: 0.5 } });
    expect(without.rules.some(({ rule }) => rule === 'tail.minimum')).toBe(false);
    const asked = planOf(rows, {
      size: { examples: 50 },
      human: { minimum: 0.3, share: 0.5 },
      tail: { minimum: 0.2 },
    });
    expect(asked.possible).toBe(true);
    const chosen = [...asked.fates.subarray(90, 100)].filter((fate) => fate === FATE['chosen']);
    expect(chosen).toHaveLength(10);
  });

  it('excludes unknown origins, or counts them as synthetic', () => {
    const rows = [...human(10), ...many(10, { origin: 'unknown' })];
    expect(planOf(rows).fateCounts).toEqual({ chosen: 10, 'unknown-origin': 10 });
    expect(originOf(planOf(rows, { unknown: 'synthetic' }), 'unknown')).toBe(10);
  });

  it('lets only the newest generation in where the mode is replace', () => {
    const rows = [...human(10), ...made(5), ...made(5, { generation: 2 }), ...made(5, { generation: -1 })];
    expect(planOf(rows, { mode: 'replace' }).fateCounts).toEqual({ chosen: 15, replaced: 10 });
    expect(planOf(rows, { maxGeneration: 1 }).fateCounts).toEqual({ chosen: 20, 'too-deep': 5 });
  });

  it('keeps the best of what was verified', () => {
    const rows = [...human(10), ...made(4).map((row, i) => ({ ...row, merit: i }))];
    const { fates } = planOf(rows, { earned: 0.5 });
    expect([...fates.subarray(10)]).toEqual([FATE['not-earned'], FATE['not-earned'], 0, 0]);
  });

  it('keeps out what was barred, with the reason', () => {
    const rows = [...human(5), ...human(5, { barred: FATE['guarded'] })];
    expect(planOf(rows).fateCounts).toEqual({ chosen: 5, guarded: 5 });
  });
});

describe('a plan that cannot be kept', () => {
  it('says which rule fails by how much, and what would do', () => {
    const short = planOf([...human(1360), ...made(20000)], {
      size: { examples: 10000 },
      human: { minimum: 0.35 },
    });
    expect(short.possible).toBe(false);
    const error = failure(short);
    expect(error.code).toBe('E_POLICY');
    expect(error.message).toContain('human.minimum asks for 3,500 examples and gets 1,360, short by 2,140');
    expect(error.hint).toContain('size of 3,885 examples');
    expect(error.hint).toContain('human.minimum of 0.136');
    expect(error.hint).toContain('2,140 more human examples');
  });

  it('proposes changes that do what they promise', () => {
    const rows = [...human(40), ...made(100)];
    const short = planOf(rows, { size: { examples: 120 }, human: { minimum: 0.5 } });
    const size = short.remedies.find(({ rule }) => rule === 'size')!.value;
    expect(planOf(rows, { size: { examples: size }, human: { minimum: 0.5 } }).possible).toBe(true);
    expect(planOf(rows, { size: { examples: size + 1 }, human: { minimum: 0.5 } }).possible).toBe(false);
    const minimum = short.remedies.find(({ rule }) => rule === 'human.minimum')!.value;
    expect(planOf(rows, { size: { examples: 120 }, human: { minimum } }).possible).toBe(true);
  });

  it('names caps where they are what stands in the way', () => {
    const rows = [...human(10), ...made(100, { source: 'only' })];
    const short = planOf(rows, { size: { examples: 20 }, human: { minimum: 0 }, caps: { source: 0.1 } });
    expect(failure(short).hint).toContain('no caps');
  });

  it('says so where nothing is admitted', () => {
    expect(failure(planOf([])).message).toContain('no example is admitted');
    expect(failure(planOf(made(10))).message).toContain('human.minimum asks for 3 examples and gets 0');
  });
});

const anyRow: fc.Arbitrary<Row> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  source: fc.constantFrom('a', 'b', 'c'),
  generation: fc.integer({ min: -1, max: 3 }),
  tokens: fc.integer({ min: 0, max: 40 }),
  tail: fc.integer({ min: 0, max: 2 }),
  rank: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyPolicy: fc.Arbitrary<Partial<Policy>> = fc.record({
  mode: fc.constantFrom('accumulate' as const, 'replace' as const),
  size: fc.oneof(
    fc.constant('all' as const),
    fc.record({ examples: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ tokens: fc.integer({ min: 1, max: 900 }) }),
  ),
  human: fc.record({ minimum: fc.double({ min: 0, max: 1, noNaN: true }) }),
  tail: fc.record({ minimum: fc.double({ min: 0, max: 0.3, noNaN: true }) }),
  caps: fc.constantFrom({}, { source: 0.5 }, { source: { a: 0.1 } }),
  unknown: fc.constantFrom('exclude' as const, 'synthetic' as const),
});

describe('laws of plans', () => {
  it('a possible plan keeps every rule, counted anew', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 80 }), anyPolicy, (rows, given) => {
        const policy = { ...DEFAULT_POLICY, ...given };
        const made = planOf(rows, policy);
        if (!made.possible) return;
        const chosen = rows.filter((_, i) => made.fates[i] === FATE['chosen']);
        const ofHuman = chosen.filter(({ origin }) => origin === 'human');
        expect(ofHuman.length).toBeGreaterThanOrEqual(
          policy.human.minimum * (made.unit === 'examples' ? chosen.length : 0) - 1e-6,
        );
        const tokens = (list: readonly Row[]) => list.reduce((sum, row) => sum + row.tokens!, 0);
        if (made.unit === 'examples') {
          expect(tokens(ofHuman)).toBeGreaterThanOrEqual(policy.human.minimum * tokens(chosen) - 1e-6);
          const cap = policy.caps.source;
          const a = chosen.filter(({ source }) => source === 'a').length;
          if (typeof cap === 'object') expect(a).toBeLessThanOrEqual(0.1 * chosen.length + 1e-6);
          else if (cap !== undefined) expect(a).toBeLessThanOrEqual(0.5 * chosen.length + 1e-6);
        }
        if (policy.size !== 'all' && 'examples' in policy.size)
          expect(chosen).toHaveLength(policy.size.examples);
      }),
    );
  });

  it('gives every candidate one fate', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), anyPolicy, (rows, given) => {
        const { fates, fateCounts, composition } = planOf(rows, given);
        expect(fates).toHaveLength(rows.length);
        expect(Object.values(fateCounts).reduce((sum, n) => sum + n, 0)).toBe(rows.length);
        expect(composition.examples).toBe(fateCounts.chosen ?? 0);
      }),
    );
  });

  it('chooses by rank and not by the order of the inputs', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyRow, { maxLength: 40, selector: ({ rank }) => rank }),
        anyPolicy,
        (rows, given) => {
          const ranks = (list: readonly Row[]) => {
            const { fates } = planOf(list, given);
            return list
              .filter((_, i) => fates[i] === 0)
              .map(({ rank }) => rank!)
              .sort((a, b) => a - b);
          };
          expect(ranks([...rows].reverse())).toEqual(ranks(rows));
        },
      ),
    );
  });
});
