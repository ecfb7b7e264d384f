import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { Tally } from '../../proof/statement/counts.ts';
import { candidatesOf } from '../candidates.test.support.ts';
import { FATE } from '../fate.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { checkRules } from './policy-rules.ts';

const policyOf = (policy: Partial<Policy>): Policy => ({ ...DEFAULT_POLICY, ...policy });
function counts(list: readonly (readonly [origin: string, n: number, more?: object])[]) {
  const tally = new Tally();
  for (const [origin, n, more] of list) {
    for (let i = 0; i < n; i++) tally.add({ origin: origin as 'human', ...more }, 9);
  }
  return tally.counts();
}
const broken = (policy: Partial<Policy>, list: Parameters<typeof counts>[0]) =>
  checkRules(policyOf(policy), counts(list)).filter(({ kept }) => kept !== true);

describe('checkRules', () => {
  it('finds a set without enough human data, by examples and by tokens', () => {
    expect(
      broken({}, [
        ['human', 3],
        ['synthetic', 7],
      ]),
    ).toEqual([]);
    expect(
      broken({}, [
        ['human', 2],
        ['synthetic', 7],
      ]),
    ).toMatchObject([
      { rule: 'human.minimum', asked: 3, got: 2, unit: 'examples' },
      { rule: 'human.minimum', asked: 25, got: 18, unit: 'tokens' },
    ]);
    expect(broken({}, [['synthetic', 7]])).toHaveLength(2);
  });

  it('finds another size, and another share', () => {
    const policy = { size: { examples: 10 }, human: { minimum: 0.1, share: 0.4 } };
    expect(
      broken(policy, [
        ['human', 4],
        ['synthetic', 6],
      ]),
    ).toEqual([]);
    expect(
      broken(policy, [
        ['human', 4],
        ['synthetic', 5],
      ]),
    ).toMatchObject([{ rule: 'size', got: 9 }]);
    expect(
      broken(policy, [
        ['human', 5],
        ['synthetic', 5],
      ]),
    ).toMatchObject([{ rule: 'human.share', asked: 4, got: 5 }]);
    expect(broken({ size: { tokens: 91 } }, [['human', 9]])).toMatchObject([{ rule: 'size', got: 81 }]);
  });

  it('finds a cap that was passed, of all values or of one by name', () => {
    const set = [
      ['human', 6, { source: 'press' }],
      ['synthetic', 3, { source: 'crawl', model: 'm1', generation: 2 }],
      ['synthetic', 1, { source: 'other', model: 'm2', generation: 1 }],
    ] as const;
    expect(broken({ caps: { source: 0.6 } }, set)).toEqual([]);
    expect(broken({ caps: { source: 0.5 } }, set)).toMatchObject([
      { rule: 'caps.source.press', asked: 5, got: 6 },
    ]);
    expect(broken({ caps: { model: { m1: 0.1, m9: 0 } } }, set)).toMatchObject([
      { rule: 'caps.model.m1', got: 3 },
    ]);
    expect(broken({ caps: { generation: 0.2 } }, set)).toMatchObject([{ rule: 'caps.generation.2', got: 3 }]);
  });

  it('finds generations and origins that may not enter', () => {
    const set = [
      ['human', 8, { generation: 5 }],
      ['synthetic', 1, { generation: 2 }],
      ['synthetic', 1, { generation: 1 }],
      ['unknown', 1],
    ] as const;
    expect(broken({ maxGeneration: 1 }, set).map(({ rule, got }) => [rule, got])).toEqual([
      ['unknown', 1],
      ['maxGeneration', 1],
    ]);
    expect(
      broken({ mode: 'replace', unknown: 'synthetic' }, set).map(({ rule, got }) => [rule, got]),
    ).toEqual([['mode', 2]]);
  });

  it('says which rules counts alone cannot tell', () => {
    const rules = broken({ tail: { minimum: 0.1 }, earned: 0.5 }, [['human', 10]]);
    expect(rules.map(({ rule, kept }) => [rule, kept])).toEqual([
      ['tail.minimum', undefined],
      ['earned', undefined],
    ]);
  });

  it('finds nothing in whatever a plan calls possible', () => {
    const share = fc.constantFrom(0, 0.1, 0.3, 0.5);
    const policies = fc.record({
      size: fc.oneof(
        fc.constant('all' as const),
        fc.nat(40).map((n) => ({ examples: n + 1 })),
        fc.nat(300).map((n) => ({ tokens: n + 1 })),
      ),
      human: fc.record({ minimum: share }),
      caps: fc.constantFrom({}, { source: 0.5 }, { model: 0.3, generation: 0.4 }),
      unknown: fc.constantFrom('exclude' as const, 'synthetic' as const),
      mode: fc.constantFrom('accumulate' as const, 'replace' as const),
    });
    const candidates = fc.array(
      fc.record({
        origin: fc.constantFrom(...ORIGINS),
        source: fc.constantFrom('a', 'b', 'c'),
        model: fc.constantFrom('', 'm1'),
        generation: fc.integer({ min: -1, max: 3 }),
        tokens: fc.integer({ min: 1, max: 30 }),
      }),
      { maxLength: 60 },
    );
    let possible = 0;
    fc.assert(
      fc.property(policies, candidates, (policy, list) => {
        const whole = policyOf(policy);
        const made = list.map((one) => ({
          ...one,
          generation: one.origin === 'human' && one.generation < 0 ? 0 : one.generation,
        }));
        const planned = plan(candidatesOf(made), whole);
        if (!planned.possible) return;
        possible++;
        const tally = new Tally();
        made.forEach(({ origin, source, model, generation, tokens }, i) => {
          if (planned.fates[i] !== FATE['chosen']) return;
          const known = { ...(model === '' ? {} : { model }), ...(generation < 0 ? {} : { generation }) };
          tally.add({ origin, source, ...known }, tokens);
        });
        expect(checkRules(whole, tally.counts()).filter(({ kept }) => kept === false)).toEqual([]);
      }),
      { numRuns: runs(400) },
    );
    expect(possible).toBeGreaterThan(runs(40));
  });
});
