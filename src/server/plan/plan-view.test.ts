import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf, many, type Row } from '../../mix/candidates.test.support.ts';
import { plan } from '../../mix/plan.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { humanAsked, planView, stratumName, summaryOf } from './plan-view.ts';

const human = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'human', generation: 0, ...more });
const made = (n: number) => many(n, { origin: 'synthetic', generation: 1 });
const planned = (rows: readonly Row[], policy: PolicySection) => plan(candidatesOf(rows), readPolicy(policy));
const summary = (rows: readonly Row[], policy: PolicySection, strata: Parameters<typeof summaryOf>[1] = []) =>
  summaryOf(planned(rows, policy), strata);

describe('stratumName', () => {
  it('says the field before the value, and that a row has none', () => {
    expect(stratumName('["fiction"]', ['genre'])).toBe('genre fiction');
    expect(stratumName('["press","1961"]', ['genre', 'year'])).toBe('genre press, year 1961');
    expect(stratumName('[null]', ['genre'])).toBe('genre (none)');
    expect(stratumName('', ['genre'])).toBe('(none)');
  });
});

describe('humanAsked', () => {
  it('counts what is in the mix and what a rule misses', () => {
    expect(humanAsked(planned([...human(30), ...made(90)], { size: 100, human: { minimum: 0.5 } }))).toBe(50);
    expect(humanAsked(planned([...human(30), ...made(30)], {}))).toBe(30);
  });

  it('takes missing tokens for as many examples of the length of those there are', () => {
    const rows = [...human(10, { tokens: 20 }), ...made(90)];
    expect(humanAsked(planned(rows, { size: { tokens: 1000 }, human: { minimum: 0.4 } }))).toBe(20);
    expect(humanAsked(planned(made(100), { size: { tokens: 1000 }, human: { minimum: 0.4 } }))).toBe(40);
  });
});

describe('summaryOf', () => {
  it('says the share, and that every rule is kept', () => {
    expect(summary([...human(35), ...made(65)], {})).toBe('35% human of 100 examples, every rule kept');
  });

  it('names the stratum that is short before the rule', () => {
    const strata = [
      { stratum: 'genre fiction', short: 2140 },
      { stratum: 'genre press', short: 0 },
    ];
    expect(summary([...human(35), ...made(65)], { size: 100, human: { minimum: 0.5 } }, strata)).toBe(
      '35% human, short by 2,140 examples of genre fiction',
    );
    const two = [strata[0], { stratum: 'genre press', short: 3 }, { stratum: 'genre law', short: 1 }];
    expect(summary(human(5), {}, two)).toContain('of genre fiction, and of 2 strata more');
  });

  it.each<[string, readonly Row[], PolicySection]>([
    [
      '26% human, short by 1 human example',
      [...human(26), ...made(74)],
      { size: 100, human: { minimum: 0.27 } },
    ],
    ['50% human, short by 60 examples', [...human(20), ...made(20)], { size: 100, human: { minimum: 0.2 } }],
    [
      '100% human, short by 7 examples that carry the tail',
      [...human(3, { tail: 1 }), ...human(97)],
      { size: 100, tail: { minimum: 0.1 } },
    ],
    ['nothing can be mixed: no example is admitted', many(9, { origin: 'unknown' }), {}],
  ])('says %s', (text, rows, policy) => {
    expect(summary(rows, policy)).toBe(text);
  });

  it('is one line of plain words, whatever the plan', () => {
    const rows = fc.array(
      fc.record({
        origin: fc.constantFrom('human' as const, 'synthetic' as const, 'unknown' as const),
        generation: fc.constant(1),
        tokens: fc.integer({ min: 1, max: 50 }),
        tail: fc.nat(1),
      }),
      { maxLength: 40 },
    );
    const policy = fc.record({
      size: fc.oneof(
        fc.constant('all' as const),
        fc.integer({ min: 1, max: 60 }),
        fc.record({ tokens: fc.integer({ min: 1, max: 900 }) }),
      ),
      human: fc.record({ minimum: fc.constantFrom(0, 0.3, 0.9) }),
      tail: fc.record({ minimum: fc.constantFrom(0, 0.2) }),
    });
    fc.assert(
      fc.property(rows, policy, (candidates, section) => {
        const found = planned(candidates, section);
        const { summary: text, possible, fates } = planView(found, [], []);
        expect(text).not.toMatch(/NaN|undefined|Infinity|\n|–/);
        expect(possible && text.includes('short by')).toBe(false);
        expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(candidates.length);
      }),
    );
  });
});
