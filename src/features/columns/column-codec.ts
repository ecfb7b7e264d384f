import { ByteReader, ByteWriter } from '../../base/bytes.ts';
import { OutcrossError } from '../../base/errors.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { decodeTable, encodeTable } from '../../sketch/type-table-codec.ts';
import {
  CATEGORY_PAIRS,
  type Category,
  CELL_KINDS,
  type CellCounts,
  type ColumnsFacet,
  categoryKey,
  MOST_COLUMNS,
} from './column-facet.ts';
import { ROWS, type SampledRow } from './row-sample.ts';

const utf8 = new TextEncoder();
const NUMBER = 8;

/** A facet as bytes: equal facets give equal bytes, on every platform. */
export function encodeColumns({ columns, rows, categories, labels }: ColumnsFacet): Uint8Array {
  const out = new ByteWriter();
  out.varint(columns.size);
  for (const [name, counts] of columns) {
    text(out, name);
    for (const kind of CELL_KINDS) for (const n of counts[kind]) out.varint(n);
  }
  out.varint(rows.length);
  const names = [...columns.keys()];
  for (const row of rows) encodeRow(out, row, names);
  encodeTable(out, categories);
  out.varint(labels.size);
  const places = new Map(names.map((name, i) => [name, i]));
  for (const [key, { column, label }] of labels) {
    for (const lane of [key.slice(0, 8), key.slice(8)]) out.uint32(Number.parseInt(lane, 16));
    out.varint(places.get(column)!);
    text(out, label);
  }
  return out.done().slice();
}

/** Values stand in order of columns; NaN stands for none. */
function encodeRow(out: ByteWriter, { hi, lo, block, values }: SampledRow, names: readonly string[]): void {
  out.uint32(hi);
  out.uint32(lo);
  out.varint(block);
  const view = new DataView(new ArrayBuffer(NUMBER * names.length));
  names.forEach((name, i) => {
    view.setFloat64(NUMBER * i, values.get(name) ?? Number.NaN, true);
  });
  out.raw(new Uint8Array(view.buffer));
}

/** Reads `encodeColumns`' bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeColumns(bytes: Uint8Array): ColumnsFacet {
  const input = new ByteReader(bytes);
  const columns = new Map<string, CellCounts>();
  for (let left = input.atMost(MOST_COLUMNS); left > 0; left--) {
    const name = readText(input);
    const counts = CELL_KINDS.map((kind) => [kind, byBlock(input)]);
    columns.set(name, Object.fromEntries(counts) as unknown as CellCounts);
  }
  const names = [...columns.keys()];
  const rows = Array.from({ length: input.atMost(ROWS) }, () => decodeRow(input, names));
  const categories = decodeTable(input, 1, CATEGORY_PAIRS);
  const labels = new Map<string, Category>();
  for (let left = input.countOf(10); left > 0; left--) {
    const key = categoryKey(input.uint32(), input.uint32());
    if (names.length === 0) throw damaged();
    const column = names[input.atMost(names.length - 1)];
    labels.set(key, { column, label: readText(input) });
  }
  if (input.left > 0) throw damaged();
  return { columns, rows, categories, labels };
}

function decodeRow(input: ByteReader, names: readonly string[]): SampledRow {
  const [hi, lo] = [input.uint32(), input.uint32()];
  const block = input.atMost(BLOCKS - 1);
  const raw = input.raw(NUMBER * names.length);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  const values = new Map<string, number>();
  names.forEach((name, i) => {
    const value = view.getFloat64(NUMBER * i, true);
    if (!Number.isNaN(value)) values.set(name, value);
  });
  return { hi, lo, block, values };
}

function byBlock(input: ByteReader): Float64Array {
  return Float64Array.from({ length: BLOCKS }, () => input.varint());
}

function text(out: ByteWriter, value: string): void {
  const bytes = utf8.encode(value);
  out.varint(bytes.length);
  out.raw(bytes);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readText(input: ByteReader): string {
  return decoder.decode(input.raw(input.varint()));
}

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'what the profile holds of columns is damaged', {
    hint: 'Make the profile anew.',
  });
}
