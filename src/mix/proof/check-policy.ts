import type { Counts } from '../../proof/statement/counts.ts';
import { jsonDifferences } from '../../proof/statement/json-difference.ts';
import type { Json, TrainingSet } from '../../proof/statement/statement.ts';
import type { Policy } from '../policy.ts';
import { type Difference, shown } from './difference.ts';
import { isPolicy } from './is-policy.ts';
import { checkRules, type RuleCheck } from './policy-rules.ts';

/** A policy to hold a set against, and where it stands. */
export interface GivenPolicy {
  readonly policy: Policy;
  readonly where: string;
}

/** Holds counts against the statement's policy, and against another where one is given. */
export function checkPolicies(
  predicate: TrainingSet,
  counts: Counts,
  given: GivenPolicy | undefined,
): { readonly rules: readonly RuleCheck[]; readonly differences: readonly Difference[] } {
  const told = isPolicy(predicate.policy) ? predicate.policy : undefined;
  const stated = told === undefined ? [] : checkRules(told, counts);
  const differences = [
    ...(told === undefined ? [UNREADABLE] : broken(stated, 'the policy of the statement')),
    ...(given === undefined ? [] : otherPolicy(predicate.policy, given)),
  ];
  if (given === undefined || jsonDifferences(predicate.policy, given.policy).length === 0) {
    return { rules: stated, differences };
  }
  const rules = checkRules(given.policy, counts);
  return { rules, differences: [...differences, ...broken(rules, given.where)] };
}

const UNREADABLE: Difference = {
  id: 'statement.policy',
  field: 'policy',
  message: 'what the statement calls its policy is none',
};

function otherPolicy(policy: Json, { policy: given, where }: GivenPolicy): Difference[] {
  return jsonDifferences(policy, given).map(({ path, expected, found }) => ({
    id: 'policy',
    field: `policy.${path}`,
    expected,
    found,
    message: `policy.${path} is ${shown(expected)} in the statement, and ${shown(found)} in ${where}`,
  }));
}

function broken(rules: readonly RuleCheck[], whose: string): Difference[] {
  return rules
    .filter(({ kept }) => kept === false)
    .map(({ rule, asked, got, unit, note }) => ({
      id: 'policy.rule',
      field: `policy.${rule}`,
      expected: asked,
      found: got,
      message: `${rule} of ${whose} is not kept: ${asked} ${unit}${note === undefined ? '' : ` (${note})`} asked, ${got} found`,
    }));
}
