import { suggestion } from '../base/spelling.ts';
import { EVIDENCE, ORIGINS, type Provenance } from './example.ts';
import { kindOf, type Row } from './fields.ts';

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
  return hasOrigin(stated.parts) ? { provenance: stated.parts } : NO_PROVENANCE;
}

function hasOrigin(parts: Partial<Provenance>): parts is Provenance {
  return parts.origin !== undefined;
}

/** What a row says of its provenance, be it without an origin, or which of its words is outside the vocabulary. */
export type StatedOrReason =
  | { readonly parts: Partial<Provenance>; readonly reason?: undefined }
  | { readonly reason: string };

/** Reads all that a row says of its provenance; see `readProvenance`. */
export function statedProvenance(row: Row): StatedOrReason {
  const held = Object.hasOwn(row, 'provenance') ? row['provenance'] : undefined;
  const nested = typeof held === 'object' && held !== null ? (held as Row) : undefined;
  const parts: Parts = {};
  // Every row passes here: what is not stated costs no more than a look.
  for (const [name, column, set] of READERS) {
    const value = Object.hasOwn(row, column)
      ? row[column]
      : nested !== undefined && Object.hasOwn(nested, name)
        ? nested[name]
        : undefined;
    if (value === undefined || value === null || value === '') continue;
    const reason = set(parts, value);
    if (reason !== undefined) return { reason };
  }
  return { parts };
}

type Parts = { -readonly [K in keyof Provenance]?: Provenance[K] };

/** Sets a part from a value that is no empty cell; says why it may not be said. What is of a wrong type is left out. */
type SetPart = (parts: Parts, value: unknown) => string | undefined;

function part<K extends keyof Provenance>(
  name: K,
  read: (value: unknown) => Provenance[K] | undefined,
): readonly [K, string, SetPart] {
  const set: SetPart = (parts, value) => {
    const known = read(value);
    if (known !== undefined) parts[name] = known as Parts[K];
    return undefined;
  };
  return [name, `provenance.${name}`, set];
}

function vocabulary<K extends 'origin' | 'evidence'>(
  name: K,
  allowed: readonly NonNullable<Provenance[K]>[],
): readonly [K, string, SetPart] {
  const set: SetPart = (parts, value) => {
    if (!isWord(value, allowed)) return outside(name, value, allowed);
    parts[name] = value as Parts[K];
    return undefined;
  };
  return [name, `provenance.${name}`, set];
}

/** Name, column and reader of each part. What may be refused comes first. */
const READERS: readonly (readonly [keyof Provenance, string, SetPart])[] = [
  vocabulary('origin', ORIGINS),
  vocabulary('evidence', EVIDENCE),
  part('source', wordy),
  part('model', wordy),
  part('generation', step),
  part('parents', words),
  part('license', wordy),
  part('collectedAt', wordy),
];

function isWord<T extends string>(value: unknown, allowed: readonly T[]): value is T {
  return (allowed as readonly unknown[]).includes(value);
}

function outside(field: string, value: unknown, allowed: readonly string[]): string {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : kindOf(value);
  const near = typeof value === 'string' ? suggestion(value, allowed) : '';
  return `provenance.${field} is ${shown}, not one of ${allowed.join(', ')}${near === '' ? '' : `. ${near}`}`;
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
