import { EVIDENCE, type Evidence, ORIGINS, type Origin, type Provenance } from './example.ts';
import { fieldAt, kindOf, type Row } from './fields.ts';
import { suggestion } from '../base/spelling.ts';

/** Where a row came from (absent where it does not say), or why what it says is wrong. */
export type ProvenanceOrReason =
  | { readonly provenance: Provenance | undefined; readonly reason?: undefined }
  | { readonly reason: string };

const NONE: ProvenanceOrReason = { provenance: undefined };

/**
 * Reads a row's `provenance` object, or columns `provenance.origin` and so on. A row without an origin has no
 * provenance. An origin or evidence outside the vocabulary is refused, because counting it as another would be a
 * guess; other parts of a wrong type are left out.
 */
export function readProvenance(row: Row): ProvenanceOrReason {
  if (!Object.hasOwn(row, 'provenance') && !Object.hasOwn(row, 'provenance.origin')) return NONE;
  const origin = given(fieldAt(row, 'provenance.origin'));
  if (origin === undefined) return NONE;
  if (!isWord(origin, ORIGINS)) return { reason: outside('origin', origin, ORIGINS) };
  const evidence = given(fieldAt(row, 'provenance.evidence'));
  if (evidence !== undefined && !isWord(evidence, EVIDENCE)) {
    return { reason: outside('evidence', evidence, EVIDENCE) };
  }
  return { provenance: withDetails(row, origin, evidence) };
}

function withDetails(row: Row, origin: Origin, evidence: Evidence | undefined): Provenance {
  const detail = (name: string) => given(fieldAt(row, `provenance.${name}`));
  const parts = {
    source: wordy(detail('source')),
    model: wordy(detail('model')),
    generation: step(detail('generation')),
    parents: words(detail('parents')),
    license: wordy(detail('license')),
    collectedAt: wordy(detail('collectedAt')),
    evidence,
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { origin, ...Object.fromEntries(present) };
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

function words(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** True for a column that `readProvenance` reads. */
export function isProvenanceColumn(name: string): boolean {
  return name === 'provenance' || name.startsWith('provenance.');
}
