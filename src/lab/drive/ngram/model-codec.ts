import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { OutcrossError } from '../../../base/errors.ts';
import { NgramModel, type NgramOrder } from '../../../lm/ngram-model.ts';
import { RECORD } from '../../../lm/ngram-table.ts';
import { PIECES_ID, type TextModel } from './text-model.ts';

const MAGIC = Buffer.from('outcross-ngram/1\n');
const DIGEST_BYTES = 32;

interface Header {
  readonly pieces: typeof PIECES_ID;
  readonly requestedOrder: number;
  readonly sequences: number;
  readonly tokens: number;
  readonly size: number;
  readonly slots: number;
  readonly shift: number;
  readonly orders: readonly NgramOrder[];
  readonly vocabulary: readonly string[];
}

/**
 * A model as a file: a line that says what it is, the length of the header (32 bits), the header (JSON), then the model's arrays,
 * all numbers little-endian, and the SHA-256 of everything before. Equal models give equal bytes.
 */
export function encodeTextModel({ pieces, model }: TextModel): Buffer {
  const { arrays, orders, requestedOrder, sequences, tokens } = model;
  const { size, slots, shift, records, probability, uniform } = arrays;
  const header: Header = {
    pieces: PIECES_ID,
    requestedOrder,
    sequences,
    tokens,
    size,
    slots: slots.length,
    shift,
    orders,
    vocabulary: pieces,
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const columns = [records, slots, probability, uniform].map(littleEndian);
  const body = Buffer.concat([MAGIC, length, text, ...columns]);
  return Buffer.concat([body, sha256(body)]);
}

/** Reads `encodeTextModel`'s bytes. Throws `E_FORMAT` for other bytes, `E_UNREADABLE` for damaged ones, naming the file. */
export function decodeTextModel(bytes: Buffer, file: string): TextModel {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new OutcrossError('E_FORMAT', `${file} is no n-gram model of this version`, {
      where: file,
      hint: 'Make one with `outcross lab train-ngram`.',
    });
  }
  const body = bytes.subarray(0, -DIGEST_BYTES);
  if (body.length < MAGIC.length + 4 || !sha256(body).equals(bytes.subarray(-DIGEST_BYTES))) {
    throw new OutcrossError('E_UNREADABLE', `${file} is damaged: its digest is not that of its content`, {
      where: file,
      hint: 'Train it anew with `outcross lab train-ngram`.',
    });
  }
  return parseBody(body);
}

function parseBody(body: Buffer): TextModel {
  let at = MAGIC.length + 4;
  const end = at + body.readUInt32LE(MAGIC.length);
  const header = JSON.parse(body.toString('utf8', at, end)) as Header;
  at = end;
  const take = (length: number): ArrayBuffer => {
    // A copy: views need their numbers aligned.
    const piece = body.subarray(at, (at += length));
    return piece.buffer.slice(piece.byteOffset, piece.byteOffset + piece.length) as ArrayBuffer;
  };
  const { size, slots, shift, orders, requestedOrder, sequences, tokens } = header;
  const parts = {
    ...{ size, shift, orders, requestedOrder, sequences, tokens },
    records: new Int32Array(native(take(size * RECORD * 4), 4)),
    slots: new Int32Array(native(take(slots * 4), 4)),
    probability: new Float64Array(native(take(size * 8), 8)),
    uniform: new Float64Array(native(take(size * 8), 8)),
  };
  return { pieces: header.vocabulary, model: new NgramModel(parts) };
}

function littleEndian(column: Int32Array | Float64Array): Buffer {
  const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  return endianness() === 'LE' ? bytes : swapped(Buffer.from(bytes), column.BYTES_PER_ELEMENT);
}

function native(buffer: ArrayBuffer, width: number): ArrayBuffer {
  if (endianness() === 'BE') swapped(Buffer.from(buffer), width);
  return buffer;
}

function swapped(bytes: Buffer, width: number): Buffer {
  return width === 4 ? bytes.swap32() : bytes.swap64();
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
