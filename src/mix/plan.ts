import { OutcrossError } from '../base/errors.ts';
import { type Admitted, admit } from './admit.ts';
import type { Amount } from './amount.ts';
import type { Candidates } from './candidates.ts';
import { type Composition, composition } from './composition.ts';
import { FATE, FATES, type FateId } from './fate.ts';
import { type Filled, fill, isFull } from './fill.ts';
import { amountOf, largest } from './largest.ts';
import type { Policy, Size, Unit } from './policy.ts';
import { type Remedy, remedies } from './remedies.ts';
import { type Weights, weightsOf } from './weights.ts';

/** One rule of the policy, and how the mix stands to it. */
export interface RuleOutcome {
  readonly rule: string;
  readonly asked: number;
  readonly got: number;
  readonly unit: Unit | 'share';
  /** In `unit`; 0 where the rule is kept. */
  readonly short: number;
}

/** A mix as it would be built. A plain value but for `fates`, one code a candidate. */
export interface Plan {
  readonly possible: boolean;
  readonly unit: Unit;
  readonly policy: Policy;
  readonly composition: Composition;
  readonly rules: readonly RuleOutcome[];
  readonly weights: Weights;
  /** Candidates by fate. */
  readonly fateCounts: Readonly<Partial<Record<FateId, number>>>;
  readonly fates: Uint8Array;
  /** Where the plan is not possible: what would make it so, each alone. */
  readonly remedies: readonly Remedy[];
}

/**
 * Plans a mix: pure, and the same for the same candidates and policy. A plan that cannot keep its policy is no error: it says
 * what is short, by how much, and what would do; `requirePossible` makes an error of it.
 */
export function plan(candidates: Candidates, policy: Policy): Plan {
  const unit = unitOf(policy.size);
  const admitted = admit(candidates, policy);
  const most = amountOf(candidates, admitted, unit);
  // Where not even the smallest mix keeps the rules, the whole shows by how much.
  const total = sizeOf(policy.size) ?? (largest(candidates, admitted, policy, unit) || most);
  const filled = fill(candidates, admitted, policy, { unit, total });
  const possible = total > 0 && isFull(filled);
  const fates = policy.size === 'all' ? withMinimum(admitted, filled.fates) : filled.fates;
  return {
    possible,
    unit,
    policy,
    composition: composition(candidates, fates),
    rules: outcomes(policy, filled, unit, total),
    weights: weightsOf(
      policy.weights,
      { human: filled.human.examples, synthetic: filled.synthetic.examples },
      total >= most,
    ),
    fateCounts: countFates(fates),
    fates,
    remedies: possible ? [] : remedies(candidates, admitted, policy, { unit, total }),
  };
}

/** Throws `E_POLICY` where a plan is not possible: which rule fails, by how much, and what would satisfy it. */
export function requirePossible({ possible, rules, remedies: ways }: Plan, where: string): void {
  if (possible) return;
  const failing = rules.filter(({ short }) => short > 0).map(ruleText);
  const message =
    failing.length === 0 ? 'no example is admitted, so that nothing can be mixed' : failing.join('; ');
  const hint =
    ways.length === 0
      ? 'Look at what keeps examples out with --dry-run.'
      : `Any of these would do: ${ways.map(({ text }) => text).join('; ')}.`;
  throw new OutcrossError('E_POLICY', `the policy cannot be kept: ${message}`, { where, hint });
}

/** The unit that a size is counted in. */
export function unitOf(size: Size): Unit {
  return size !== 'all' && 'tokens' in size ? 'tokens' : 'examples';
}

function sizeOf(size: Size): number | undefined {
  if (size === 'all') return undefined;
  return 'tokens' in size ? size.tokens : size.examples;
}

function ruleText({ rule, asked, got, unit, short }: RuleOutcome): string {
  const figure = (n: number) => n.toLocaleString('en-US');
  return `${rule} asks for ${figure(asked)} ${unit} and gets ${figure(got)}, short by ${figure(short)}`;
}

function outcomes(policy: Policy, filled: Filled, unit: Unit, total: number): RuleOutcome[] {
  const { human, synthetic, carriers, short } = filled;
  const other = unit === 'examples' ? 'tokens' : 'examples';
  const outcome = (rule: string, amount: Amount, of: Unit, missing: number): RuleOutcome => ({
    rule,
    asked: amount[of] + missing,
    got: amount[of],
    unit: of,
    short: missing,
  });
  const whole = { examples: human.examples + synthetic.examples, tokens: human.tokens + synthetic.tokens };
  const rules = [outcome(humanRule(policy), human, unit, short.human)];
  if (policy.human.minimum > 0) rules.push(outcome('human.minimum', human, other, short.other));
  if (policy.tail.minimum > 0) rules.push(outcome('tail.minimum', carriers, unit, short.tail));
  if (policy.size !== 'all') rules.push({ ...outcome('size', whole, unit, short.size), asked: total });
  return rules;
}

function humanRule({ human }: Policy): string {
  return human.share === undefined ? 'human.minimum' : 'human.share';
}

/** Synthetic examples that a mix of the largest possible size leaves out wait for more human data, not for room. */
function withMinimum({ synthetic }: Admitted, fates: Uint8Array): Uint8Array {
  for (const i of synthetic) if (fates[i] === FATE['surplus']) fates[i] = FATE['human-minimum'];
  return fates;
}

/** In the order in which they are met. */
function countFates(fates: Uint8Array): Partial<Record<FateId, number>> {
  const counts = new Float64Array(FATES.length);
  const met: number[] = [];
  for (const code of fates) if (counts[code]++ === 0) met.push(code);
  return Object.fromEntries(met.map((code) => [FATES[code].id, counts[code]]));
}
