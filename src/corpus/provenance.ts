import { suggestion } from '../base/spelling.ts';
import { EVIDENCE, ORIGINS, type Provenance } from './example.ts';
import { fieldAt, kindOf, type Row } from './fields.ts';

/** Where a row came from (absent where it does not say), or why what it says is wrong. */
export type ProvenanceOrReason =
  | { readonly provenance: Provenance | undefined; readonly reason?: undefined }
  | { readonly reason: string };

/** What a row that says nothing says. */
export const NO_PROVENANCE: ProvenanceOrReason = { provenance: undefined };

/**
 * Reads a row's `provenance` object, or columns `provenance.origin` and so on. A row without an origin has no
 * provenance. An origin or evidence outside the vocabulary is refused, because counting it as another would be a
 * guess; other parts of a wrong type are left out.
 */
export function readProvenance(row: Row): ProvenanceOrReason {
  if (!Object.hasOwn(row, 'provenance') && !Object.hasOwn(row, 'provenance.origin')) return NO_PROVENANCE;
  const stated = statedProvenance(row);
  if (stated.reason !== undefined) return stated;
  const { origin, ...others } = stated.parts;
  return origin === undefined ? NO_PROVENANCE : { provenance: { origin, ...others } };
}

/** What a row says of its provenance, be it without an origin, or which of its words is outside the vocabulary. */
export type StatedOrReason =
  | { readonly parts: Partial<Provenance>; readonly reason?: undefined }
  | { readonly reason: string };

/** Reads all that a row says of its provenance; see `readProvenance`. */
export function statedProvenance(row: Row): StatedOrReason {
  const detail = (name: string) => given(fieldAt(row, `provenance.${name}`));
  const origin = detail('origin');
  if (origin !== undefined && !isWord(origin, ORIGINS)) return { reason: outside('origin', origin, ORIGINS) };
  const evidence = detail('evidence');
  if (evidence !== undefined && !isWord(evidence, EVIDENCE)) {
    return { reason: outside('evidence', evidence, EVIDENCE) };
  }
  const parts = {
    origin,
    source: wordy(detail('source')),
    model: wordy(detail('model')),
    generation: step(detail('generation')),
    parents: words(detail('parents')),
    license: wordy(detail('license')),
    collectedAt: wordy(detail('collectedAt')),
    evidence,
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { parts: Object.fromEntries(present) };
}

/** An empty cell of a table is no value. */
function given(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}

function isWord<T extends string>(value: unknown, vocabulary: readonly T[]): value is T {
  return (vocabulary as readonly unknown[]).includes(value);
}

function outside(field: string, value: unknown, vocabulary: readonly string[]): string {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : kindOf(value);
  const near = typeof value === 'string' ? suggestion(value, vocabulary) : '';
  return `provenance.${field} is ${shown}, not one of ${vocabulary.join(', ')}${near === '' ? '' : `. ${near}`}`;
}

function wordy(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  return typeof value === 'string' ? value : undefined;
}

/** Tables hold numbers as text, Parquet holds wide ones as bigint. */
function step(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : isCount(value) ? Number(value) : undefined;
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function isCount(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'string' && /^\d+$/.test(value));
}

/** A cell of a table of text holds a list as JSON. */
function words(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string' && value.startsWith('[')) return words(parsed(value));
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True for a column that `readProvenance` reads. */
export function isProvenanceColumn(name: string): boolean {
  return name === 'provenance' || name.startsWith('provenance.');
}
