import { fieldAt, type Row } from '../../corpus/fields.ts';

/** What a row says of the fields of its stratum, in their order; null where it has none, or no single value. */
export function stratumValues(row: Row, fields: readonly string[]): (string | null)[] {
  return fields.map((field) => {
    const value = fieldAt(row, field);
    return value === undefined || value === null || typeof value === 'object' ? null : String(value);
  });
}
