import { isDeepStrictEqual } from 'node:util';
import { PROVENANCE_KEYS } from '../../corpus/change.ts';
import type { Provenance } from '../../corpus/example.ts';
import { fieldAt, type Row } from '../../corpus/fields.ts';
import { statedProvenance } from '../../corpus/provenance.ts';
import { conditionFor, type Holds } from './condition.ts';
import { partValue } from './part-value.ts';
import type { FieldSource, ProvenanceKey, TagSettings } from './tag-rules.ts';

type Parts = { -readonly [K in ProvenanceKey]?: Provenance[K] };

/** What tagging makes of a row. */
export interface Tagged {
  /** What is to be written; undefined where nothing changes. */
  readonly change?: Provenance;
  /** Index of the rule that spoke. */
  readonly rule?: number;
  /** What the row states otherwise than what it was to be tagged with. */
  readonly conflict?: string;
  /** A value that cannot be taken: the run ends. */
  readonly fault?: string;
  readonly hint?: string;
  /** True where the row has an origin now. */
  readonly hasOrigin: boolean;
  /** True where something that the row stated was replaced. */
  readonly replaced?: boolean;
}

/** Tags the rows of one file. */
export class Tagger {
  readonly #settings: TagSettings;
  readonly #rules: readonly Holds[];
  readonly #fields: readonly (readonly [ProvenanceKey, FieldSource])[];

  /** `name`: path of the file below its input. */
  constructor(settings: TagSettings, name: string) {
    const { urlField = 'url', dateField = 'date' } = settings;
    this.#settings = settings;
    const fields = { url: urlField, date: dateField };
    this.#rules = (settings.rules ?? []).map(({ when }) => conditionFor(when, name, fields));
    this.#fields = Object.entries(settings.fields ?? {}).map(([key, source]) => [
      key as ProvenanceKey,
      typeof source === 'string' ? { field: source } : source,
    ]);
  }

  tag(row: Row): Tagged {
    const index = this.#rules.findIndex((holds) => holds(row));
    const rule = index < 0 ? {} : { rule: index };
    const wanted: Parts = { ...this.#settings.set, ...this.#settings.rules?.[index]?.set };
    for (const [key, { field, values }] of this.#fields) {
      const value = fieldAt(row, field);
      if (value === undefined || value === null || value === '') continue;
      const meant =
        values !== undefined && Object.hasOwn(values, String(value)) ? values[String(value)] : value;
      const part = partValue(key, meant);
      if (part.fault !== undefined) {
        const fault = `field "${field}" ${part.fault}`;
        return { ...rule, fault, hint: part.hint ?? unmapped(key, field), hasOrigin: false };
      }
      Object.assign(wanted, { [key]: part.value });
    }
    return { ...rule, ...this.#laidOver(row, wanted) };
  }

  #laidOver(row: Row, wanted: Parts): Tagged {
    const stated = statedProvenance(row);
    const { existing = 'report' } = this.#settings;
    if (stated.reason !== undefined && !(existing === 'overwrite' && wanted.origin !== undefined)) {
      return {
        fault: stated.reason,
        hint: 'Correct the row, or replace it with --overwrite.',
        hasOrigin: false,
      };
    }
    const old = stated.reason === undefined ? stated.parts : {};
    const merged = merge(old, wanted, existing);
    const origin = merged.change.origin ?? old.origin;
    if (merged.conflicts.length > 0) {
      return { conflict: merged.conflicts.join('; '), hasOrigin: old.origin !== undefined };
    }
    // Without an origin there is no provenance that other parts could be a part of.
    if (origin === undefined) return { hasOrigin: false };
    const change = { ...merged.change, ...evidenceOf(merged.change, old, existing) };
    if (Object.keys(change).length === 0) return { hasOrigin: true };
    return { change: { ...change, origin }, hasOrigin: true, replaced: merged.replaced };
  }
}

interface Merged {
  readonly change: Parts;
  readonly conflicts: readonly string[];
  readonly replaced: boolean;
}

/** Lays what is wanted over what is stated. */
function merge(old: Parts, wanted: Parts, existing: NonNullable<TagSettings['existing']>): Merged {
  const change: Parts = {};
  const conflicts: string[] = [];
  let replaced = false;
  for (const key of PROVENANCE_KEYS) {
    const value = wanted[key];
    const before = old[key];
    if (value === undefined || isDeepStrictEqual(before, value)) continue;
    const missing = before === undefined || (existing === 'fill' && key === 'origin' && before === 'unknown');
    if (!missing && existing === 'fill') continue;
    if (!missing && existing === 'report') {
      conflicts.push(`provenance.${key} is ${JSON.stringify(before)}, not ${JSON.stringify(value)}`);
      continue;
    }
    replaced ||= !missing;
    Object.assign(change, { [key]: value });
  }
  return { change, conflicts, replaced };
}

/** An origin that is set rests on a declaration, unless something else is said. */
function evidenceOf(change: Parts, old: Parts, existing: TagSettings['existing']): Parts {
  if (change.origin === undefined || change.evidence !== undefined) return {};
  return old.evidence !== undefined && existing !== 'overwrite' ? {} : { evidence: 'declared' };
}

function unmapped(key: ProvenanceKey, field: string): string {
  return `Say what the values of "${field}" mean in outcross.yaml, under tag.fields.${key}.values.`;
}
