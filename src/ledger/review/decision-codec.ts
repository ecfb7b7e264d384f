import { createHash } from 'node:crypto';
import type { LedgerHead } from '../event.ts';
import { slotsOf } from './decision-builder.ts';
import { type DecisionColumns, SEEN_LANES } from './decision-table.ts';

export const TABLE_SCHEMA = 'outcross.review-table/1';

/** Columns in the order in which they are stored, by what their bytes are. */
const STORED = [
  ['hi', Uint32Array],
  ['lo', Uint32Array],
  ['seen', Uint32Array],
  ['textAt', Float64Array],
  ['textBytes', Uint32Array],
  ['decision', Uint8Array],
  ['origin', Uint8Array],
  ['bound', Uint8Array],
] as const;

const lanesOf = (name: (typeof STORED)[number][0]) => (name === 'seen' ? SEEN_LANES : 1);

/** Bytes of one decision. */
const ROW_BYTES = STORED.reduce((sum, [name, Column]) => sum + Column.BYTES_PER_ELEMENT * lanesOf(name), 0);

/** What a stored table says of itself, in its first line. */
interface TableHeader {
  readonly schema: typeof TABLE_SCHEMA;
  /** The newest decision that is in it. */
  readonly head: LedgerHead;
  readonly size: number;
  /** Name of the file of texts beside it; absent where there is no edit. */
  readonly texts?: string;
  /** SHA-256 of all that follows. */
  readonly sha256: string;
}

export interface StoredTable {
  readonly head: LedgerHead;
  readonly columns: DecisionColumns;
  readonly texts?: string;
}

/** The table as bytes: a line of JSON and the columns, in the byte order of this machine. */
export function encodeTable({ head, columns, texts }: StoredTable): Uint8Array[] {
  const parts = STORED.map(([name]) => bytesOf(columns[name]));
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const header: TableHeader = {
    schema: TABLE_SCHEMA,
    head,
    size: columns.size,
    ...(texts === undefined ? {} : { texts }),
    sha256: hash.digest('hex'),
  };
  return [Buffer.from(`${JSON.stringify(header)}\n`), ...parts];
}

/** Undefined for bytes that are no such table, or not whole: it is made again from the ledger. */
export function decodeTable(bytes: Buffer): StoredTable | undefined {
  const end = bytes.indexOf(10) + 1;
  const header = headerIn(bytes.toString('utf8', 0, end));
  if (header === undefined) return undefined;
  const body = bytes.subarray(end);
  if (createHash('sha256').update(body).digest('hex') !== header.sha256) return undefined;
  const { size, head, texts } = header;
  // The first line is not in the digest: no column is made of a size that the bytes do not bear out.
  if (body.length !== size * ROW_BYTES) return undefined;
  let at = 0;
  const columns: Record<string, unknown> = {};
  for (const [name, Column] of STORED) {
    const column = new Column(size * lanesOf(name));
    bytesOf(column).set(body.subarray(at, at + column.byteLength));
    at += column.byteLength;
    columns[name] = column;
  }
  const lists = { size, ...columns } as unknown as DecisionColumns;
  let slots = 16;
  while (slots <= size * 2) slots *= 2;
  return {
    head,
    columns: { ...lists, slots: slotsOf(lists, slots) },
    ...(texts === undefined ? {} : { texts }),
  };
}

function headerIn(line: string): TableHeader | undefined {
  try {
    const value = JSON.parse(line) as TableHeader;
    const { schema, size, head, texts } = value;
    const isWhole =
      schema === TABLE_SCHEMA &&
      Number.isSafeInteger(size) &&
      Number.isSafeInteger(head.seq) &&
      typeof head.digest === 'string' &&
      (texts === undefined || /^\d+\.texts$/.test(texts));
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
