import type { CountRow, Counts } from '../../proof/statement/counts.ts';
import { humanWanted } from '../fill.ts';
import { unitOf } from '../plan.ts';
import { CAP_KEYS, type CapKey, type Policy, type Unit } from '../policy.ts';

/** A rule of a policy, held against what a set is made of. */
export interface RuleCheck {
  readonly rule: string;
  /** Undefined where counts alone cannot tell. */
  readonly kept: boolean | undefined;
  readonly asked?: number;
  readonly got?: number;
  readonly unit?: Unit;
  /** What the figures mean, or why there are none. */
  readonly note?: string;
}

/** Tolerance of a product of a share: .1 of 30 is 3, as where a mix is planned. */
const TOLERANCE = 1e-9;

/** Holds counts against a policy, by the rules that a mix is planned under. */
export function checkRules(policy: Policy, counts: Counts): RuleCheck[] {
  const unit = unitOf(policy.size);
  return [
    ...sizeRule(policy, counts, unit),
    ...humanRules(policy, counts, unit),
    ...capRules(policy, counts, unit),
    ...originRules(policy, counts),
    ...unknowable(policy),
  ];
}

function sizeOf({ size }: Policy, counts: Counts): number {
  if (size === 'all') return counts.examples;
  return 'tokens' in size ? size.tokens : size.examples;
}

function sizeRule(policy: Policy, counts: Counts, unit: Unit): RuleCheck[] {
  if (policy.size === 'all') return [];
  const asked = sizeOf(policy, counts);
  const got = counts[unit];
  // Tokens are filled to the last example, which may go beyond.
  return [{ rule: 'size', kept: unit === 'tokens' ? got >= asked : got === asked, asked, got, unit }];
}

function humanRules(policy: Policy, counts: Counts, unit: Unit): RuleCheck[] {
  const human = counts.byOrigin.find(({ value }) => value === 'human') ?? { examples: 0, tokens: 0 };
  const total = sizeOf(policy, counts);
  const { minimum, share } = policy.human;
  const least = (of: number) => Math.ceil(minimum * of - TOLERANCE);
  const rules: RuleCheck[] = [];
  const atLeast = (rule: string, asked: number, of: Unit): RuleCheck => ({
    rule,
    kept: human[of] >= asked,
    asked,
    got: human[of],
    unit: of,
  });
  const other = unit === 'examples' ? 'tokens' : 'examples';
  if (minimum > 0) {
    rules.push(
      atLeast('human.minimum', least(total), unit),
      atLeast('human.minimum', least(counts[other]), other),
    );
  }
  if (share === undefined) return rules;
  const wanted = humanWanted(policy, total);
  const exact = unit === 'tokens' ? human[unit] >= wanted : human[unit] === wanted;
  return [...rules, { ...atLeast('human.share', wanted, unit), kept: exact }];
}

function capRules(policy: Policy, counts: Counts, unit: Unit): RuleCheck[] {
  const total = sizeOf(policy, counts);
  return CAP_KEYS.flatMap((key) => {
    const cap = policy.caps[key];
    if (cap === undefined) return [];
    const named = rowsOf(counts, key).filter(({ value }) => value !== undefined);
    const capped = named.filter(({ value }) => typeof cap === 'number' || Object.hasOwn(cap, value!));
    return capped.map((row): RuleCheck => {
      const share = typeof cap === 'number' ? cap : cap[row.value!];
      const asked = Math.floor(share * total + TOLERANCE);
      return {
        rule: `caps.${key}.${row.value}`,
        kept: row[unit] <= asked,
        asked,
        got: row[unit],
        unit,
        note: 'at most',
      };
    });
  });
}

function rowsOf(counts: Counts, key: CapKey): readonly CountRow[] {
  if (key === 'source') return counts.bySource;
  // Generation 0 is human data, and has no cap.
  return key === 'model' ? counts.byModel : counts.byGeneration.filter(({ value }) => value !== '0');
}

function originRules(policy: Policy, counts: Counts): RuleCheck[] {
  const rules: RuleCheck[] = [];
  const none = (rule: string, got: number, note: string): RuleCheck => ({
    rule,
    kept: got === 0,
    asked: 0,
    got,
    unit: 'examples',
    note,
  });
  if (policy.unknown === 'exclude') {
    const unknown = counts.byOrigin.find(({ value }) => value === 'unknown')?.examples ?? 0;
    rules.push(none('unknown', unknown, 'examples of unknown origin'));
  }
  const steps = counts.notHumanByGeneration;
  const { maxGeneration } = policy;
  if (maxGeneration !== undefined) {
    const later = steps.filter(({ value }) => value !== undefined && Number(value) > maxGeneration);
    rules.push(none('maxGeneration', sum(later), 'examples of a later generation'));
  }
  if (policy.mode === 'replace') {
    const newest = String(steps.reduce((most, { value }) => Math.max(most, Number(value ?? -1)), -1));
    const older = newest === '-1' ? [] : steps.filter(({ value }) => value !== newest);
    rules.push(none('mode', sum(older), 'examples that are not human, nor of the newest generation'));
  }
  return rules;
}

function sum(rows: readonly CountRow[]): number {
  return rows.reduce((total, { examples }) => total + examples, 0);
}

function unknowable(policy: Policy): RuleCheck[] {
  const rules: RuleCheck[] = [];
  if (policy.tail.minimum > 0) {
    rules.push({
      rule: 'tail.minimum',
      kept: undefined,
      note: 'only the anchor tells which examples carry the tail',
    });
  }
  if (policy.earned < 1) {
    rules.push({
      rule: 'earned',
      kept: undefined,
      note: 'only the candidates that stayed out tell what was better',
    });
  }
  return rules;
}
