import type { Provenance } from '../../corpus/example.ts';
import { isRow, type Row } from '../../corpus/fields.ts';
import type { CorpusRecord } from '../../corpus/record.ts';

/** A row as it is written to a training set: all its fields, an id, and where it comes from. Ends in a newline. */
export function rowLine({ example, value }: CorpusRecord, id: string, provenance: Provenance): string {
  const said = isRow(value['provenance']) ? value['provenance'] : {};
  const row: Row = {
    ...withoutColumns(value),
    id: value['id'] ?? id,
    provenance: { ...said, ...provenance },
  };
  return `${JSON.stringify(hasText(row) ? row : { ...row, text: example.text }, plain)}\n`;
}

/** Tables write provenance as columns: it is gathered into one object. */
function withoutColumns(value: Row): Row {
  const entries = Object.entries(value).filter(([key]) => !key.startsWith('provenance.'));
  return Object.fromEntries(entries);
}

function hasText(row: Row): boolean {
  return Object.keys(row).some((key) => key !== 'id' && key !== 'provenance');
}

/** Parquet has integers of 64 bits and bytes, JSON has neither. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
