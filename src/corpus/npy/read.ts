import { type FileHandle, open } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { contentBytes } from '../content.ts';
import { cutShort, readFailure } from '../failure.ts';
import type { Intake } from '../intake.ts';
import type { CorpusSpec, ReadEvents, Shard, ShardEnd } from '../source.ts';
import { faultOf } from '../vector.ts';
import { NPY_PREFIX, type NpyHeader, npyHeaderLength, parseNpyHeader } from './header.ts';
import { numberReader } from './numbers.ts';

/** Bytes of numbers that are held at once. */
const CHUNK_BYTES = 1 << 22;

/**
 * Reads the rows of a two-dimensional `.npy` file as feature vectors; the id of a row is its number, from 1. A row with a number that
 * is not finite is malformed. Throws `E_FORMAT` for another shape or type, `E_TRUNCATED` where rows are missing, `E_UNSUPPORTED` for a compressed or
 * streamed file in Fortran order.
 */
export async function* readNpy<T>(
  shard: Shard,
  _spec: CorpusSpec,
  events: ReadEvents,
  intake: Intake<T>,
): AsyncGenerator<T[], ShardEnd> {
  const onRead = (bytes: number) => events.progress(bytes);
  const parts =
    shard.compression === 'none' && shard.bytes > 0 ? fileRows(shard, onRead) : streamRows(shard, onRead);
  try {
    for await (const { first, rows, d } of parts) {
      for (let r = 0; r * d < rows.length; r++) {
        addRow(shard.name, first + r + 1, rows.slice(r * d, (r + 1) * d), intake);
      }
      yield* intake.takeFull();
    }
  } catch (cut) {
    // The rows before a cut are handed over before it is told.
    yield* intake.takeRest();
    throw cut;
  }
  yield* intake.takeRest();
  return { rows: intake.rows };
}

function addRow<T>(name: string, row: number, vector: Float32Array, intake: Intake<T>): void {
  const id = `${name}#${row}`;
  const fault = faultOf(vector);
  if (fault === undefined)
    intake.add({ id, group: id, text: '', vector }, false, undefined, { value: { vector } });
  else intake.bad(`the vector ${fault}`, Array.from(vector.subarray(0, 20)).join(' '));
}

/** Rows of the file, one after the other, row-major. */
interface Part {
  /** Number of the first row, from 0. */
  readonly first: number;
  readonly rows: Float32Array;
  readonly d: number;
}

/** The header of a file, which may claim more than the file holds. Throws as `parseNpyHeader`, `E_NOT_FOUND`, `E_UNREADABLE`. */
export async function npyHeaderOf(path: string, name: string): Promise<NpyHeader> {
  const handle = await open(path, 'r').catch((cause) => {
    throw readFailure(name, cause);
  });
  try {
    return await headerOf(handle, name);
  } finally {
    await handle.close();
  }
}

async function headerOf(handle: FileHandle, name: string): Promise<NpyHeader> {
  const length = npyHeaderLength(await readAt(handle, 0, NPY_PREFIX), name);
  return parseNpyHeader(await readAt(handle, 0, length), name);
}

async function* fileRows(shard: Shard, onRead: (bytes: number) => void): AsyncGenerator<Part, void> {
  const handle = await open(shard.path, 'r').catch((cause) => {
    throw readFailure(shard.name, cause);
  });
  try {
    const header = await headerOf(handle, shard.name);
    const [n, d] = vectorShape(header, shard.name);
    const [from, to] = shard.rowGroups ?? [0, n];
    const step = Math.max(1, Math.floor(CHUNK_BYTES / Math.max(1, d * header.bytes)));
    for (let first = from; first < to; first += step) {
      const count = Math.min(step, to - first);
      const rows = header.fortran
        ? await columnMajor(handle, header, first, count)
        : await rowMajor(handle, header, first, count);
      onRead(rows.length * header.bytes);
      if (rows.length > 0) yield { first, rows, d };
      if (rows.length < count * d)
        throw cutShort(shard.name, `it ends before row ${first + rows.length / d + 1} of ${n}`);
    }
  } finally {
    await handle.close();
  }
}

async function rowMajor(
  handle: FileHandle,
  header: NpyHeader,
  first: number,
  count: number,
): Promise<Float32Array> {
  const d = header.shape[1];
  const bytes = await readAt(handle, header.offset + first * d * header.bytes, count * d * header.bytes);
  return decodeRows(bytes, header, d);
}

/** Whole rows of `bytes`; what is left over is dropped. */
function decodeRows(bytes: Buffer, header: NpyHeader, d: number): Float32Array {
  const read = numberReader(header);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Float32Array(Math.floor(bytes.length / (d * header.bytes)) * d);
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * header.bytes);
  return out;
}

/** Each column lies on its own: one read a column. */
async function columnMajor(
  handle: FileHandle,
  header: NpyHeader,
  first: number,
  count: number,
): Promise<Float32Array> {
  const [n, d] = header.shape;
  const read = numberReader(header);
  const out = new Float32Array(count * d);
  for (let c = 0; c < d; c++) {
    const bytes = await readAt(handle, header.offset + (c * n + first) * header.bytes, count * header.bytes);
    // The last columns are missing from every row of a file that was cut.
    if (bytes.length < count * header.bytes) return new Float32Array(0);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let r = 0; r < count; r++) out[r * d + c] = read(view, r * header.bytes);
  }
  return out;
}

/** The bytes there are, at most `length`. */
async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const { bytesRead } = await handle.read(bytes, have, length - have, position + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return bytes.subarray(0, have);
}

async function* streamRows(shard: Shard, onRead: (bytes: number) => void): AsyncGenerator<Part, void> {
  let held = Buffer.alloc(0);
  let header: NpyHeader | undefined;
  let first = 0;
  for await (const bytes of contentBytes(shard, onRead)) {
    held = Buffer.concat([held, bytes]);
    if (header === undefined) {
      if (held.length < NPY_PREFIX || held.length < npyHeaderLength(held, shard.name)) continue;
      header = parseNpyHeader(held, shard.name);
      requireStreamable(header, shard.name);
      held = held.subarray(header.offset);
    }
    const [n, d] = vectorShape(header, shard.name);
    const whole = Math.min(Math.floor(held.length / (d * header.bytes)), n - first);
    if (whole === 0) continue;
    yield { first, rows: decodeRows(held.subarray(0, whole * d * header.bytes), header, d), d };
    held = held.subarray(whole * d * header.bytes);
    first += whole;
  }
  if (header === undefined) throw cutShort(shard.name, 'the header does not end');
  if (first < header.shape[0])
    throw cutShort(shard.name, `it ends before row ${first + 1} of ${header.shape[0]}`);
}

function requireStreamable(header: NpyHeader, name: string): void {
  if (!header.fortran) return;
  throw new OutcrossError(
    'E_UNSUPPORTED',
    `${name}: an array in Fortran order cannot be read from a stream`,
    {
      where: name,
      hint: 'Decompress it to a file, or save it in C order: numpy.save(path, numpy.ascontiguousarray(array))',
    },
  );
}

/** Rows and columns. Throws `E_FORMAT` where there are not two axes, or no column, `E_EMPTY` without rows. */
export function vectorShape({ shape }: NpyHeader, name: string): readonly [rows: number, columns: number] {
  const [n, d] = shape;
  if (shape.length !== 2 || d === 0 || d > MOST_COLUMNS) {
    const what =
      shape.length === 2 ? `rows of ${d} numbers` : `${shape.length} ${shape.length === 1 ? 'axis' : 'axes'}`;
    throw new OutcrossError(
      'E_FORMAT',
      `${name}: the array has ${what}, not rows of 1 to ${MOST_COLUMNS} numbers`,
      {
        where: name,
        hint: 'Feature vectors stand in an array of two axes, an example a row. Stacks of images need --modality image.',
      },
    );
  }
  if (n === 0) throw new OutcrossError('E_EMPTY', `${name} holds no row`, { where: name });
  return [n, d];
}

const MOST_COLUMNS = 1 << 16;
