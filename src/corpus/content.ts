import { OutcrossError } from '../base/errors.ts';
import { type ByteRequest, COMPRESSED_CHUNK_BYTES, chunkFor, fileBytes, stdinBytes } from './bytes.ts';
import { gunzip } from './gzip.ts';
import { compressionOf, MAGIC_BYTES, refuseUtf16 } from './magic.ts';
import type { Compression, Shard } from './source.ts';
import { unzstd } from './zstd.ts';

/** Bytes that tell the encoding. */
const ENCODING_BYTES = 3;

/**
 * The content of a shard's file from its beginning: decompressed, not decoded, its byte order mark still there. A chunk
 * is valid until the next is asked for; the first has at least 3 bytes, if there are as many.
 * Throws `E_EMPTY` for no content, `E_ENCODING` for UTF-16, and what reading and decompressing throw. Returning early
 * closes the file.
 */
export async function* contentBytes(
  shard: Shard,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  let first = true;
  for await (const bytes of withHead(decompressed(shard, onRead), ENCODING_BYTES)) {
    if (first) refuseUtf16(bytes, shard.name);
    first = false;
    yield bytes;
  }
  if (first) throw emptyFile(shard.name);
}

export function emptyFile(name: string): OutcrossError {
  return new OutcrossError('E_EMPTY', `${name} is empty`, {
    where: name,
    hint: 'Check what should have written it.',
  });
}

/** Only standard input and pipes have a size of 0 and a content: what they hold shows when they are read. */
async function* decompressed(shard: Shard, onRead?: (bytes: number) => void): AsyncGenerator<Buffer, void> {
  const sniffed = shard.path === '-' || (shard.compression === 'none' && shard.bytes === 0);
  const request: ByteRequest = {
    path: shard.path,
    name: shard.name,
    chunkBytes: sniffed || shard.compression !== 'none' ? COMPRESSED_CHUNK_BYTES : chunkFor(shard.bytes),
    onRead,
  };
  const stored = shard.path === '-' ? stdinBytes(onRead) : fileBytes(request);
  yield* sniffed ? sniff(stored, shard.name) : decode(stored, shard.compression, shard.name);
}

async function* sniff(stored: AsyncGenerator<Buffer, void>, name: string): AsyncGenerator<Buffer, void> {
  const source = withHead(stored, MAGIC_BYTES);
  try {
    const head = await source.next();
    if (head.done) return;
    yield* decode(prepend(head.value, source), compressionOf(head.value, name), name);
  } finally {
    await source.return();
  }
}

async function* prepend(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield head;
  yield* rest;
}

async function* decode(
  stored: AsyncIterable<Buffer>,
  compression: Compression,
  name: string,
): AsyncGenerator<Buffer, void> {
  if (compression === 'none') return yield* stored;
  const decoded = compression === 'gzip' ? gunzip(stored, name) : unzstd(stored, name);
  for await (const bytes of decoded) {
    yield Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** The same bytes, the first chunk at least `length` long if there are as many. */
async function* withHead(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer, void> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const bytes of source) {
    if (head === undefined) {
      yield bytes;
      continue;
    }
    if (head.length + bytes.length < length) {
      head = Buffer.concat([head, bytes]);
      continue;
    }
    yield head.length === 0 ? bytes : Buffer.concat([head, bytes]);
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}
