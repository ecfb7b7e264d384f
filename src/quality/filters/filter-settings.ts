import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { FAMILIES, familyOf, PROFILE_NAMES } from './families.ts';
import type { Action, Family, Rule } from './rule.ts';

/** Another threshold for a rule, `false` to leave it out, or what it does when it is broken. */
export type RuleChange = number | false | { readonly threshold?: number; readonly action?: Action };

/** What to hold texts against. A plain value: it is sent to workers, and is what `outcross.yaml` has under `filter`. */
export interface FilterSettings {
  /** Names of families: see `PROFILE_NAMES`. */
  readonly profiles: readonly string[];
  /** By rule id. */
  readonly rules?: Readonly<Record<string, RuleChange>>;
  /** For the family `language`: ISO 639-1. Default: en. */
  readonly languages?: readonly string[];
  /** Keep of each text only the lines that C4 keeps. Default: texts stay as they are. */
  readonly cleanLines?: boolean;
}

export const DEFAULT_PROFILES: readonly string[] = ['gopher', 'c4', 'fineweb'];

/** A rule as it is applied: its threshold and action settled. */
export interface ActiveRule extends Rule {
  readonly action: Action;
}

/** A family and those of its rules that are applied. */
export interface ActiveFamily {
  readonly family: Family;
  readonly rules: readonly ActiveRule[];
}

/**
 * The families and rules that the settings name, in the order of `FAMILIES`. Throws `E_PARAMETER` for an unknown profile or
 * rule, a change to a rule of a profile that was not named, clean lines without C4, and a threshold that is no finite number.
 */
export function activeFamilies({ profiles, rules = {}, cleanLines }: FilterSettings): ActiveFamily[] {
  const names = new Set(profiles.map(familyName));
  if (cleanLines === true && !names.has('c4')) {
    throw new OutcrossError(
      'E_PARAMETER',
      'lines are cleaned as C4 does it, but the profile c4 is not applied',
      {
        where: 'cleanLines',
        hint: 'Add the profile c4: it drops texts of which nothing would be left.',
      },
    );
  }
  if (names.size === 0) {
    throw new OutcrossError('E_PARAMETER', 'no profile of rules is named', {
      where: 'profiles',
      hint: `Known: ${PROFILE_NAMES.join(', ')}.`,
    });
  }
  const families = FAMILIES.filter(({ name }) => names.has(name));
  const known = families.flatMap((family) => family.rules.map(({ id }) => id));
  for (const id of Object.keys(rules)) if (!known.includes(id)) throw unknownRule(id, known);
  return families.map((family) => ({
    family,
    rules: family.rules.flatMap((rule) => changed(rule, family, rules[rule.id])),
  }));
}

function familyName(profile: string): string {
  const family = familyOf(profile);
  if (family !== undefined) return family.name;
  throw new OutcrossError('E_PARAMETER', `there is no profile "${profile}"`, {
    where: 'profiles',
    hint: suggestion(profile, PROFILE_NAMES) || `Known: ${PROFILE_NAMES.join(', ')}.`,
  });
}

function unknownRule(id: string, known: readonly string[]): OutcrossError {
  const family = FAMILIES.find(({ rules }) => rules.some((rule) => rule.id === id));
  if (family !== undefined) {
    return new OutcrossError('E_PARAMETER', `rule "${id}" belongs to a profile that is not applied`, {
      where: id,
      hint: `Name the profile ${family.name}, or leave the rule out.`,
    });
  }
  return new OutcrossError('E_PARAMETER', `there is no rule "${id}"`, {
    where: id,
    hint: suggestion(id, known) || `Known: ${known.join(', ')}.`,
  });
}

function changed(rule: Rule, family: Family, change: RuleChange | undefined): ActiveRule[] {
  if (change === false) return [];
  const {
    threshold = rule.threshold,
    action = family.action ?? 'reject',
  }: { threshold?: number; action?: Action } =
    typeof change === 'number' ? { threshold: change } : (change ?? {});
  if (!Number.isFinite(threshold)) {
    throw new OutcrossError(
      'E_PARAMETER',
      `the threshold of "${rule.id}" is ${threshold}, no finite number`,
      {
        where: rule.id,
        hint: 'Give a number, or false to leave the rule out.',
      },
    );
  }
  return [{ ...rule, threshold, action }];
}
