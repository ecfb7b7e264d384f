import type { Amount } from '../../mix/amount.ts';
import type { Plan } from '../../mix/plan.ts';
import type { StratumOutcome } from '../../mix/strata.ts';
import { count, percent } from '../../report/figures.ts';
import type { PlanView } from '../wire.ts';

/** How strata are told: the fields, in the order of the values. */
export type StrataFields = readonly string[];

/** A plan over the wire, but for how long it took. */
export function planView(
  plan: Plan,
  strata: readonly StratumOutcome[],
  fields: StrataFields,
): Omit<PlanView, 'took'> {
  const { possible, unit, policy, composition, rules, fateCounts, remedies } = plan;
  const named = strata.map(({ stratum, ...rest }) => ({ stratum: stratumName(stratum, fields), ...rest }));
  return {
    possible,
    unit,
    policy,
    composition,
    rules: [...rules],
    fates: { ...fateCounts } as Record<string, number>,
    remedies: [...remedies] as PlanView['remedies'],
    strata: named,
    summary: summaryOf(plan, named),
  } as Omit<PlanView, 'took'>;
}

/** `["fiction"]` of the field `genre` is `genre fiction`. */
export function stratumName(stratum: string, fields: StrataFields): string {
  const values = stratum === '' ? [] : (JSON.parse(stratum) as (string | null)[]);
  return values.map((value, i) => `${fields[i] ?? ''} ${value ?? '(none)'}`.trim()).join(', ') || '(none)';
}

/** Human examples that a mix should hold: those that are in it, and those that a rule misses. */
export function humanAsked({ rules, composition: { byOrigin }, unit }: Plan): number {
  const { examples = 0, tokens = 0 } = byOrigin.find(({ value }) => value === 'human') ?? {};
  const short = rules.find(({ rule, short }) => rule.startsWith('human.') && short > 0);
  if (short === undefined) return examples;
  if (short.unit === 'examples') return examples + short.short;
  const length = examples === 0 ? lengthOf(byOrigin) : tokens / examples;
  return short.unit === unit || length > 0
    ? examples + Math.ceil(short.short / Math.max(1, length))
    : examples;
}

function lengthOf(rows: readonly Readonly<Amount>[]): number {
  const examples = rows.reduce((sum, row) => sum + row.examples, 0);
  return examples === 0 ? 1 : rows.reduce((sum, row) => sum + row.tokens, 0) / examples;
}

/** A plan in one line: `35% human, short by 2,140 examples of genre fiction`. */
export function summaryOf(
  plan: Plan,
  strata: readonly { readonly stratum: string; readonly short: number }[],
): string {
  const { composition, possible } = plan;
  if (composition.examples === 0) return 'nothing can be mixed: no example is admitted';
  const human = composition.byOrigin.find(({ value }) => value === 'human');
  const share = `${percent(human?.shareOfExamples ?? 0)} human`;
  const short = shortText(plan, strata);
  if (short !== undefined) return `${share}, short by ${short}`;
  return `${share} of ${examples(composition.examples)}${possible ? ', every rule kept' : ', and a rule is not kept'}`;
}

type Short = Plan['rules'][number];

function shortText({ rules }: Plan, strata: readonly { readonly stratum: string; readonly short: number }[]) {
  const [worst] = strata.filter(({ short }) => short > 0);
  if (worst !== undefined) {
    const others = strata.filter(({ short }) => short > 0).length - 1;
    const more = others === 0 ? '' : `, and of ${others} ${others === 1 ? 'stratum' : 'strata'} more`;
    return `${examples(worst.short)} of ${worst.stratum}${more}`;
  }
  const failing = rules.find(({ short }) => short > 0);
  return failing === undefined ? undefined : `${amountText(failing)}${whatOf(failing)}`;
}

function amountText({ short, unit, rule }: Short): string {
  const human = rule.startsWith('human.') ? 'human ' : '';
  return `${count(short)} ${human}${short === 1 ? unit.replace(/s$/, '') : unit}`;
}

function whatOf({ rule }: Short): string {
  return rule === 'tail.minimum' ? ' that carry the tail' : '';
}

function examples(many: number): string {
  return `${count(many)} ${many === 1 ? 'example' : 'examples'}`;
}
