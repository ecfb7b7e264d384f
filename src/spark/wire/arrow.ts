import {
  Binary,
  type DataType,
  Field,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchReader,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
} from 'apache-arrow';
import type { WireRow } from './wire-row.ts';

/** The columns of a wire row; `spark/outcross_spark/wire.py` has the same. */
const FIELDS = [
  new Field('shard', new Int32(), false),
  new Field('kind', new Utf8(), false),
  new Field('meta', new Utf8(), false),
  new Field('data', new Binary(), false),
  new Field('ends', new Binary(), false),
];
const SCHEMA = new Schema(FIELDS);

const NOTHING = new Uint8Array(0);

/** Ends a stream: a continuation mark and a length of zero (Arrow columnar format, "IPC Streaming Format"). */
const EOS = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

const EMPTY = tableToIPC(new Table(SCHEMA), 'stream');

/** What an Arrow stream of wire rows begins with: its schema. */
export const STREAM_START = EMPTY.slice(0, EMPTY.length - EOS.length);
export const STREAM_END = EOS;

/**
 * One batch of a stream, its schema and end left out: batches that follow each other after `STREAM_START` are a stream. The library's
 * own stream writer takes batches faster than a pipe does, and holds what waits.
 */
export function encodeBatch(rows: readonly WireRow[]): Uint8Array {
  const text = new TextEncoder();
  const columns = [
    makeData({ type: new Int32(), length: rows.length, data: Int32Array.from(rows, ({ shard }) => shard) }),
    bytesColumn(
      new Utf8(),
      rows.map(({ kind }) => text.encode(kind)),
    ),
    bytesColumn(
      new Utf8(),
      rows.map(({ meta }) => text.encode(JSON.stringify(meta ?? null))),
    ),
    bytesColumn(
      new Binary(),
      rows.map(({ data }) => data ?? NOTHING),
    ),
    bytesColumn(
      new Binary(),
      rows.map(({ ends }) => bytesOf(ends)),
    ),
  ];
  const struct = makeData({ type: new Struct(FIELDS), length: rows.length, children: columns });
  const stream = tableToIPC(new Table(SCHEMA, new RecordBatch(SCHEMA, struct)), 'stream');
  return stream.subarray(STREAM_START.length, stream.length - EOS.length);
}

function bytesOf(ends: Uint32Array | undefined): Uint8Array {
  return ends === undefined ? NOTHING : new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength);
}

function bytesColumn<T extends Utf8 | Binary>(type: T, values: readonly Uint8Array[]) {
  const valueOffsets = new Int32Array(values.length + 1);
  values.forEach((value, i) => {
    valueOffsets[i + 1] = valueOffsets[i] + value.length;
  });
  const data = values.length === 1 ? values[0] : Buffer.concat(values);
  return makeData({ type: type as DataType, length: values.length, valueOffsets, data } as never);
}

/** The rows of an Arrow stream. Throws what the library throws where the bytes are no such stream. */
export async function* decodeRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<WireRow, void> {
  for await (const rows of decodeStreams(source)) {
    yield* rows;
    return;
  }
}

/**
 * The rows of each of the Arrow streams that follow each other in a source: all of one must be taken before the next is asked for.
 * Throws as `decodeRows`.
 */
export async function* decodeStreams(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<AsyncGenerator<WireRow, void>, void> {
  for await (const reader of RecordBatchReader.readAll(source)) yield rowsIn(reader);
}

async function* rowsIn(
  batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>,
): AsyncGenerator<WireRow, void> {
  for await (const batch of batches) yield* rowsOf(batch);
}

function* rowsOf(batch: RecordBatch): Generator<WireRow, void> {
  const [shards, kinds, metas, datas, ends] = FIELDS.map(({ name }) => batch.getChild(name)!);
  for (let i = 0; i < batch.numRows; i++) {
    const marks = ends.get(i) as Uint8Array;
    yield {
      shard: shards.get(i) as number,
      kind: kinds.get(i) as string,
      meta: JSON.parse(metas.get(i) as string),
      data: datas.get(i) as Uint8Array,
      ...(marks.length === 0 ? {} : { ends: wordsOf(marks) }),
    };
  }
}

/** Copied: a column begins where it may, a word at a multiple of four. */
export function wordsOf(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
