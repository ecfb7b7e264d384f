import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { OutcrossError } from '../base/errors.ts';
import { cutShort, damaged, readFailure } from './failure.ts';
import type { Row } from './fields.ts';
import { begins } from './magic.ts';
import { decimalsOf, EXACT_DIGITS } from './parquet-decimals.ts';
import { exactMoment } from './parquet-value.ts';

/** A row group of a Parquet file: rows, rows of the file before it, bytes as stored. */
export interface RowGroup {
  readonly rows: number;
  readonly before: number;
  readonly bytes: number;
}

/** Values decoded at once, in bytes before compression, where a group can be read in parts. */
const WINDOW_BYTES = 1 << 26;

/** The footer's length and the mark that ends a file. */
const FOOTER_END = 8;

const PAR1 = [0x50, 0x41, 0x52, 0x31];
const ENCRYPTED = [0x50, 0x41, 0x52, 0x45];

const CODECS: Compressors = {
  ...compressors,
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};

/** An open Parquet file. Only the footer and the columns asked for are read. */
export class ParquetFile {
  readonly groups: readonly RowGroup[];
  /** Names of the top-level columns. */
  readonly columns: readonly string[];
  /** The schema of each top-level column. */
  get trees(): readonly SchemaTree[] {
    return this.#tree.children;
  }

  /** A row of the file's shape: '' for text, 0 for other values, [] for lists. */
  readonly shape: Row;
  readonly #name: string;
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #metadata: FileMetaData;
  readonly #tree: SchemaTree;
  /** Ranges of the row group being read. */
  #held = new Map<string, Promise<ArrayBuffer>>();

  private constructor(name: string, handle: FileHandle, size: number, metadata: FileMetaData) {
    this.#name = name;
    this.#handle = handle;
    this.#size = size;
    this.#metadata = metadata;
    this.#tree = parquetSchema(metadata);
    this.columns = this.#tree.children.map((child) => child.element.name);
    this.shape = shapeOf(this.#tree) as Row;
    let before = 0;
    this.groups = metadata.row_groups.map((group) => {
      const rows = Number(group.num_rows);
      before += rows;
      return { rows, before: before - rows, bytes: storedBytes(group.columns) };
    });
  }

  /** Throws `E_FORMAT` for another or an encrypted file, `E_TRUNCATED` for a cut one, and what opening throws. */
  static async open(path: string, name: string): Promise<ParquetFile> {
    const handle = await open(path, 'r').catch((cause) => {
      throw readFailure(name, cause);
    });
    try {
      const { size } = await handle.stat();
      await checkMagic(handle, size, name);
      const metadata = await readMetadata(handle, size, name);
      return new ParquetFile(name, handle, size, metadata);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * The values of `columns`, a row an array in that order, in parts of a row group. Lists and structs are decoded for
   * the whole group, because their pages do not tell the rows they hold. With `exact`, values that would be rounded or replaced
   * are kept in another form: moments finer than a millisecond as text, bytes that are no UTF-8 as bytes.
   */
  async *rows(index: number, columns: string[], exact = false): AsyncGenerator<unknown[][], void> {
    if (exact) this.#requireExact(columns);
    const group = this.groups[index];
    const step = this.#isFlat(columns) ? this.#windowRows(index, columns) : group.rows;
    try {
      for (let from = 0; from < group.rows; from += step) {
        const to = Math.min(group.rows, from + step);
        yield await this.#read(index, columns, group.before + from, group.before + to, exact);
      }
    } finally {
      this.#held.clear();
    }
  }

  /** What row groups [first, afterLast) are read from: bytes, [start, end) each, in order; the footer is one of them. */
  spans(first: number, afterLast: number): [number, number][] {
    const data = this.#metadata.row_groups.slice(first, afterLast).flatMap(({ columns }) =>
      columns.flatMap(({ meta_data }) => {
        if (meta_data === undefined) return [];
        const { dictionary_page_offset: dictionary, data_page_offset, total_compressed_size } = meta_data;
        const start = Math.min(Number(dictionary || data_page_offset), Number(data_page_offset));
        return [[start, start + Number(total_compressed_size)]];
      }),
    );
    const footer = this.#size - FOOTER_END - this.#metadata.metadata_length;
    const spans: [number, number][] = [[0, PAR1.length]];
    if (data.length > 0)
      spans.push([
        data.reduce((least, [start]) => Math.min(least, start), footer),
        data.reduce((most, [, end]) => Math.max(most, end), 0),
      ]);
    return [...spans, [footer, this.#size]];
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Strings of the last rows read whose bytes were no UTF-8. */
  readonly lossy = new Set<string>();

  async #read(
    index: number,
    columns: string[],
    rowStart: number,
    rowEnd: number,
    exact: boolean,
  ): Promise<unknown[][]> {
    this.lossy.clear();
    let rows: unknown[][] = [];
    try {
      await parquetRead({
        file: this.#buffer(),
        metadata: this.#metadata,
        compressors: CODECS,
        columns,
        rowStart,
        rowEnd,
        geoparquet: false,
        parsers: {
          stringFromBytes: (bytes) => bytes && this.#decode(bytes),
          ...(exact ? EXACT_PARSERS : {}),
          jsonFromBytes: (bytes) => bytes && parseJson(this.#decode(bytes)),
        },
        onComplete: (read) => {
          rows = read;
        },
      });
    } catch (cause) {
      if (cause instanceof OutcrossError) throw cause;
      const message = cause instanceof Error ? cause.message : String(cause);
      throw damaged(this.#name, `row group ${index + 1} cannot be decoded (${message})`, cause);
    }
    this.#mendDecimals(rows, columns);
    return rows;
  }

  #mendDecimals(rows: readonly unknown[][], columns: readonly string[]): void {
    for (const tree of this.#tree.children) {
      const mend = decimalsOf(tree);
      const at = columns.indexOf(tree.element.name);
      if (mend === undefined || at < 0) continue;
      for (const row of rows) row[at] = mend(row[at]);
    }
  }

  #decode(bytes: Uint8Array): string {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const text = buffer.toString('utf8');
    if (text.includes('\uFFFD') && !Buffer.from(text).equals(buffer)) this.lossy.add(text);
    return text;
  }

  /** Wide decimals are read as floating-point numbers: a row that holds one cannot be written again as it was. */
  #requireExact(columns: readonly string[]): void {
    const wide = this.#metadata.schema.find(
      ({ converted_type, precision = 0 }) => converted_type === 'DECIMAL' && precision > EXACT_DIGITS,
    );
    if (wide === undefined || columns.length === 0) return;
    throw new OutcrossError(
      'E_UNSUPPORTED',
      `${this.#name}: the column ${wide.name} holds decimals of ${wide.precision} digits`,
      {
        where: this.#name,
        hint: `Rows are kept whole, and more than ${EXACT_DIGITS} digits would be rounded: cast the column to text first.`,
      },
    );
  }

  #isFlat(columns: readonly string[]): boolean {
    return this.#tree.children
      .filter((child) => columns.includes(child.element.name))
      .every((child) => child.children.length === 0 && child.element.repetition_type !== 'REPEATED');
  }

  #windowRows(index: number, columns: readonly string[]): number {
    let bytes = 0;
    for (const { meta_data } of this.#metadata.row_groups[index].columns) {
      if (meta_data && columns.includes(meta_data.path_in_schema[0])) {
        bytes += Number(meta_data.total_uncompressed_size);
      }
    }
    return Math.max(1, Math.ceil((this.groups[index].rows * WINDOW_BYTES) / Math.max(bytes, 1)));
  }

  /** Ranges are held for the group, whose parts ask for the same ones. */
  #buffer(): AsyncBuffer {
    return {
      byteLength: this.#size,
      slice: (start, end = this.#size) => {
        const key = `${start}-${end}`;
        let range = this.#held.get(key);
        if (range === undefined) {
          range = readRange(this.#handle, start, end, this.#name);
          // A range that fails before it is waited for must not end the process.
          range.catch(() => {});
          this.#held.set(key, range);
        }
        return range;
      },
    };
  }
}

const EXACT_PARSERS = {
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && textOrBytes(bytes),
  timestampFromMicroseconds: (microseconds: bigint) => exactMoment(microseconds * 1000n),
  timestampFromNanoseconds: (nanoseconds: bigint) => exactMoment(nanoseconds),
} as const;

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() : bytes.slice();
}

async function checkMagic(handle: FileHandle, size: number, name: string): Promise<void> {
  const head = new Uint8Array(await readRange(handle, 0, Math.min(4, size), name));
  const tail = new Uint8Array(await readRange(handle, Math.max(0, size - 4), size, name));
  if (begins(head, ENCRYPTED) || begins(tail, ENCRYPTED)) {
    throw new OutcrossError('E_FORMAT', `${name}: the Parquet file is encrypted`, {
      where: name,
      hint: 'Write it again without encryption.',
    });
  }
  if (!begins(head, PAR1)) {
    throw new OutcrossError('E_FORMAT', `${name} is no Parquet file`, {
      where: name,
      hint: 'Say what it is with --format.',
    });
  }
  if (size < 12 || !begins(tail, PAR1)) throw cutShort(name, 'the Parquet file ends without its footer');
}

async function readMetadata(handle: FileHandle, size: number, name: string): Promise<FileMetaData> {
  const file: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) => readRange(handle, start, end, name),
  };
  try {
    return await parquetMetadataAsync(file, { geoparquet: false });
  } catch (cause) {
    if (cause instanceof OutcrossError) throw cause;
    throw damaged(name, 'the footer of the Parquet file cannot be decoded', cause);
  }
}

async function readRange(handle: FileHandle, start: number, end: number, name: string): Promise<ArrayBuffer> {
  if (start < 0 || end < start) throw damaged(name, 'the Parquet file points outside itself');
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done).catch((cause) => {
      throw readFailure(name, cause);
    });
    if (bytesRead === 0) throw cutShort(name, 'the Parquet file ends before the data that its footer names');
    done += bytesRead;
  }
  return bytes.buffer;
}

function storedBytes(columns: FileMetaData['row_groups'][number]['columns']): number {
  return columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_compressed_size ?? 0), 0);
}

function shapeOf(tree: SchemaTree): unknown {
  const { type, converted_type, logical_type, repetition_type } = tree.element;
  if (repetition_type === 'REPEATED' || converted_type === 'LIST' || logical_type?.type === 'LIST') return [];
  if (tree.children.length > 0) {
    return Object.fromEntries(tree.children.map((child) => [child.element.name, shapeOf(child)]));
  }
  const plain = converted_type === undefined || converted_type === 'UTF8' || converted_type === 'ENUM';
  return type === 'BYTE_ARRAY' && plain ? '' : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
