import { open } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import { OutcrossError } from '../base/errors.ts';
import { readFailure } from './failure.ts';

/** Bytes read at once from a plain file. */
export const CHUNK_BYTES = 1 << 20;

/** Bytes read at once from a compressed file: one may decode to a thousand times as many. */
export const COMPRESSED_CHUNK_BYTES = 1 << 16;

/** A buffer for a piece of `bytes`, no larger than it need be: a corpus may be a million small files. */
export function chunkFor(bytes: number): number {
  return Math.min(CHUNK_BYTES, Math.max(1 << 12, bytes));
}

/** Where to read, and whom to tell. */
export interface ByteRequest {
  readonly path: string;
  /** What errors call the file. */
  readonly name: string;
  /** First byte to read; the file is read to its end. */
  readonly start?: number;
  readonly chunkBytes?: number;
  /** Told how many bytes each chunk holds. */
  readonly onRead?: (bytes: number) => void;
}

/**
 * The bytes of a file from `start` to its end. One buffer serves all chunks: a chunk is valid until the next is asked
 * for. Returning early closes the file.
 */
export async function* fileBytes(request: ByteRequest): AsyncGenerator<Buffer, void> {
  const { path, name, start = 0, chunkBytes = CHUNK_BYTES, onRead } = request;
  const handle = await reading(name, open(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    // A pipe knows no positions: it is read from where it stands.
    let position = start === 0 ? null : start;
    for (;;) {
      const { bytesRead } = await reading(name, handle.read(buffer, 0, chunkBytes, position));
      if (bytesRead === 0) return;
      if (position !== null) position += bytesRead;
      onRead?.(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** The bytes of standard input. Only the main thread has it; throws `E_INTERNAL` in a worker. */
export async function* stdinBytes(onRead?: (bytes: number) => void): AsyncGenerator<Buffer, void> {
  if (!isMainThread) {
    throw new OutcrossError('E_INTERNAL', 'standard input is read by the main thread only', { where: '-' });
  }
  try {
    for await (const chunk of process.stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      onRead?.(bytes.length);
      yield bytes;
    }
  } catch (cause) {
    throw readFailure('standard input', cause);
  }
}

async function reading<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw readFailure(name, cause);
  }
}
