import { suggestion } from '../../base/spelling.ts';
import { EVIDENCE, ORIGINS } from '../../corpus/example.ts';
import { kindOf } from '../../corpus/fields.ts';
import type { ProvenanceKey } from './tag-rules.ts';

/** A value that a part of a provenance may have, or why this is none. */
export type PartValue =
  | { readonly value: string | number | readonly string[]; readonly fault?: undefined }
  | { readonly fault: string; readonly hint?: string };

const VOCABULARIES: Readonly<Partial<Record<ProvenanceKey, readonly string[]>>> = {
  origin: ORIGINS,
  evidence: EVIDENCE,
};

/** A date or a moment in ISO 8601, to the year, month, day or further. */
const ISO_DATE = /^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Holds a value, of an option, a rule or a row, against what the part `key` of a provenance may be. */
export function partValue(key: ProvenanceKey, value: unknown): PartValue {
  const words = VOCABULARIES[key];
  if (words !== undefined) return word(value, words);
  if (key === 'generation') return generation(value);
  if (key === 'parents') return parents(value);
  if (key === 'collectedAt') return moment(value);
  const text = identifier(value);
  return text === undefined ? { fault: `is ${kindOf(value)}, not text` } : { value: text };
}

function word(value: unknown, words: readonly string[]): PartValue {
  if (typeof value === 'string' && words.includes(value)) return { value };
  const meant = typeof value === 'string' ? suggestion(value, words) : '';
  return {
    fault: `is ${shown(value)}, not one of ${words.join(', ')}`,
    ...(meant === '' ? {} : { hint: meant }),
  };
}

function generation(value: unknown): PartValue {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const step = typeof number === 'bigint' ? Number(number) : number;
  if (typeof step === 'number' && Number.isSafeInteger(step) && step >= 0) return { value: step };
  return { fault: `is ${shown(value)}, not a whole number from 0` };
}

function parents(value: unknown): PartValue {
  const items = (Array.isArray(value) ? value : [value]).map(identifier);
  const ids = items.filter((item) => item !== undefined);
  return ids.length === items.length
    ? { value: ids }
    : { fault: `is ${kindOf(value)}, not an id or a list of ids` };
}

function moment(value: unknown): PartValue {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return { value: value.toISOString() };
  if (
    typeof value === 'string' &&
    ISO_DATE.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    hasDay(value)
  ) {
    return { value };
  }
  return { fault: `is ${shown(value)}, not a date in ISO 8601, such as 2024-05-31` };
}

/** Whether a month has the day that is named: `Date.parse` takes February 30 for March 1. */
function hasDay(date: string): boolean {
  const [year, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function identifier(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  const plain = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return plain ? String(value) : undefined;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}
