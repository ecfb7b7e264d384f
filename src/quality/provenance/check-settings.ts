import { OutcrossError } from '../../base/errors.ts';
import { PROVENANCE_KEYS } from '../../corpus/change.ts';
import type { Provenance } from '../../corpus/example.ts';
import { partValue } from './part-value.ts';
import type { ProvenanceKey, TagRule, TagSettings } from './tag-rules.ts';

/** What a rule is called. */
export function ruleName({ name }: TagRule, index: number): string {
  return name ?? `rule ${index + 1}`;
}

/** Throws `E_PROVENANCE` where settings would write what no provenance may say, or hold for a range that is none. */
export function checkTagSettings({ set, rules, fields }: TagSettings): void {
  if (set !== undefined) checkParts(set, 'tag.set');
  for (const [i, rule] of (rules ?? []).entries()) {
    const where = `tag.rules: ${ruleName(rule, i)}`;
    checkParts(rule.set, where);
    for (const end of ['from', 'to'] as const) {
      const date = rule.when[end];
      if (date !== undefined) checkPart('collectedAt', date, where, end);
    }
  }
  for (const [key, source] of Object.entries(fields ?? {})) {
    if (typeof source === 'string') continue;
    for (const value of Object.values(source.values ?? {})) {
      checkPart(key as ProvenanceKey, value, `tag.fields.${key}.values`);
    }
  }
}

/** Throws `E_PROVENANCE` where one of the parts is none. `where` is what the error is about. */
export function checkParts(parts: Partial<Provenance>, where: string): void {
  for (const key of PROVENANCE_KEYS) if (parts[key] !== undefined) checkPart(key, parts[key], where);
}

function checkPart(key: ProvenanceKey, value: unknown, where: string, called: string = key): void {
  const part = partValue(key, value);
  if (part.fault === undefined) return;
  throw new OutcrossError('E_PROVENANCE', `${where}: ${called} ${part.fault}`, {
    where,
    ...(part.hint === undefined ? {} : { hint: part.hint }),
  });
}
