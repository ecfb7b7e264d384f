import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Tally } from '../../proof/statement/counts.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { isPolicy } from './is-policy.ts';
import { checkRules } from './policy-rules.ts';

const tally = new Tally();
tally.add({ origin: 'human', source: 's', model: 'm', generation: 0 }, 4);
tally.add({ origin: 'synthetic', source: 't', model: 'n', generation: 3 }, 4);
const counts = tally.counts();

describe('isPolicy', () => {
  it('takes policies of every kind', () => {
    for (const more of [
      {},
      { size: { examples: 5 } },
      { size: { tokens: 5 } },
      { human: { minimum: 0, share: 1 } },
      { caps: { source: 0.5, model: { m1: 0.1 } } },
      { maxGeneration: 2 },
    ]) {
      expect(isPolicy({ ...DEFAULT_POLICY, ...more })).toBe(true);
    }
  });

  it('refuses whatever rules could not be held against', () => {
    for (const more of [
      { size: null },
      { size: { lines: 5 } },
      { human: {} },
      { human: { minimum: 0.1, share: 'half' } },
      { caps: null },
      { caps: { source: null } },
      { caps: { source: { press: '1' } } },
      { maxGeneration: 'two' },
      { tail: 1 },
      { earned: undefined },
      { mode: 1 },
    ]) {
      expect(isPolicy({ ...DEFAULT_POLICY, ...more })).toBe(false);
    }
    for (const none of [undefined, null, [], 'policy', {}]) expect(isPolicy(none)).toBe(false);
  });

  it('lets nothing through that rules would fall over', () => {
    const part = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }));
    const spoilt = fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_POLICY), 'maxGeneration'), part, {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(spoilt, (more) => {
        const policy: unknown = { ...DEFAULT_POLICY, ...more };
        if (isPolicy(policy)) expect(() => checkRules(policy, counts)).not.toThrow();
      }),
      { numRuns: runs(500) },
    );
  });
});
