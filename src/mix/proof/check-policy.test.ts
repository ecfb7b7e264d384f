import { describe, expect, it } from 'vitest';
import { Tally } from '../../proof/statement/counts.ts';
import type { Json, TrainingSet } from '../../proof/statement/statement.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { checkPolicies } from './check-policy.ts';

const stated = (policy: unknown) => ({ policy: policy as Json }) as TrainingSet;
function counts(human: number, synthetic: number) {
  const tally = new Tally();
  for (let i = 0; i < human; i++) tally.add({ origin: 'human' }, 5);
  for (let i = 0; i < synthetic; i++) tally.add({ origin: 'synthetic' }, 5);
  return tally.counts();
}
const told = (checked: ReturnType<typeof checkPolicies>) =>
  checked.differences.map(({ id, field }) => `${id} ${field}`);

describe('checkPolicies', () => {
  it('finds nothing where counts keep the policy, and tells each rule', () => {
    const checked = checkPolicies(stated(DEFAULT_POLICY), counts(3, 7), undefined);
    expect(checked.differences).toEqual([]);
    expect(checked.rules.map(({ rule, kept }) => [rule, kept])).toEqual([
      ['human.minimum', true],
      ['human.minimum', true],
      ['unknown', true],
    ]);
  });

  it('finds a policy of the statement that its counts do not keep', () => {
    expect(told(checkPolicies(stated(DEFAULT_POLICY), counts(1, 9), undefined))).toEqual([
      'policy.rule policy.human.minimum',
      'policy.rule policy.human.minimum',
    ]);
  });

  it('holds the same policy against the counts once, however its keys are ordered', () => {
    const same = Object.fromEntries(
      Object.entries(DEFAULT_POLICY).reverse(),
    ) as unknown as typeof DEFAULT_POLICY;
    const checked = checkPolicies(stated(DEFAULT_POLICY), counts(1, 9), { policy: same, where: 'p.yaml' });
    expect(checked.differences).toHaveLength(2);
  });

  it('tells what another policy says otherwise, and which of its rules are not kept', () => {
    const policy = { ...DEFAULT_POLICY, seed: 7, human: { minimum: 0.5 } };
    const checked = checkPolicies(stated(DEFAULT_POLICY), counts(4, 6), { policy, where: 'p.yaml' });
    expect(told(checked)).toEqual([
      'policy policy.human.minimum',
      'policy policy.seed',
      'policy.rule policy.human.minimum',
      'policy.rule policy.human.minimum',
    ]);
    expect(checked.differences[0].message).toBe(
      'policy.human.minimum is 0.3 in the statement, and 0.5 in p.yaml',
    );
    expect(checked.rules[0]).toMatchObject({ rule: 'human.minimum', asked: 5, got: 4, kept: false });
  });

  it('finds what is no policy: a signer may have signed anything', () => {
    for (const none of [
      { size: null },
      { human: 7, caps: null },
      { ...DEFAULT_POLICY, caps: { source: null } },
      { size: 'x', human: null },
    ]) {
      expect(told(checkPolicies(stated(none), counts(4, 6), undefined))).toContain('statement.policy policy');
    }
  });
});
