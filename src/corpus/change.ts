import type { Provenance } from './example.ts';
import { isRow, type Row } from './fields.ts';

/** What a record is to say otherwise when it is written. */
export interface Change {
  /** Laid over what the row says of its provenance: keys that stand here replace, others stay. */
  readonly provenance?: Provenance;
  /** Top-level fields that are set, new ones after the others. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Keys of a provenance in the order in which they are written. */
export const PROVENANCE_KEYS = [
  'origin',
  'source',
  'model',
  'generation',
  'parents',
  'license',
  'collectedAt',
  'evidence',
] as const satisfies readonly (keyof Provenance)[];

/**
 * The top-level fields that a change sets in a row. Provenance goes into the object `provenance`; a key that the row holds
 * in a column of its own (`provenance.origin`, as tables do) is set there, for such a column is read first.
 */
export function settings(row: Row, { provenance, fields }: Change): [string, unknown][] {
  const set = new Map<string, unknown>(Object.entries(fields ?? {}));
  if (provenance === undefined) return [...set];
  const held = set.get('provenance') ?? (Object.hasOwn(row, 'provenance') ? row['provenance'] : undefined);
  const nested: Record<string, unknown> = isRow(held) ? { ...held } : {};
  for (const key of PROVENANCE_KEYS) {
    const value = provenance[key];
    if (value === undefined) continue;
    const column = `provenance.${key}`;
    if (set.has(column) || Object.hasOwn(row, column)) set.set(column, value);
    else {
      nested[key] = value;
      set.set('provenance', nested);
    }
  }
  return [...set];
}

/** The row as it will be written. */
export function changedRow(row: Row, change: Change | undefined): Row {
  if (change === undefined) return row;
  return { ...row, ...Object.fromEntries(settings(row, change)) };
}
