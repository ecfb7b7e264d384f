import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { cutShort, damaged } from './failure.ts';
import { type Decoder, StreamDecoder } from './stream-decoder.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** What node:zlib has from Node 22.15 on, and its types for Node 20 do not know. */
interface NativeZstd {
  readonly createZstdDecompress?: (options: object) => Transform;
  readonly constants: { readonly ZSTD_d_windowLogMax?: number };
}

/** The largest window of the format, so that files of `zstd --long=31` are read. */
const WINDOW_LOG_MAX = 31;

/** Makes the decoder of one frame: node:zlib where it knows zstd, else fzstd. */
export function zstdDecoder(native: NativeZstd = zlib as unknown as NativeZstd): Decoder {
  const { createZstdDecompress, constants } = native;
  if (createZstdDecompress === undefined) return new FzstdDecoder();
  const key = constants.ZSTD_d_windowLogMax;
  return new StreamDecoder(
    createZstdDecompress({
      chunkSize: 1 << 18,
      ...(key === undefined ? {} : { params: { [key]: WINDOW_LOG_MAX } }),
    }),
  );
}

/**
 * The content of a zstd stream, all its frames. Throws `E_TRUNCATED` where it ends early, after what could be decoded
 * was handed over, and `E_UNREADABLE` where it is damaged.
 */
export async function* unzstd(
  source: AsyncIterable<Buffer>,
  name: string,
  makeDecoder: () => Decoder = zstdDecoder,
): AsyncGenerator<Uint8Array, void> {
  const frames = new ZstdFrames();
  let decoder: Decoder | undefined;
  try {
    for await (const bytes of source) {
      for (const piece of framesOf(frames, bytes, name)) {
        decoder ??= makeDecoder();
        yield* await decoder.push(piece.bytes);
        if (piece.last) yield* await decoder.end();
        if (decoder.failure !== undefined) throw undecodable(name, decoder.failure);
        if (!piece.last) continue;
        decoder.close();
        decoder = undefined;
      }
    }
    if (!frames.atBoundary) throw cutShort(name, 'the zstd data end early');
  } finally {
    decoder?.close();
  }
}

function* framesOf(frames: ZstdFrames, bytes: Buffer, name: string) {
  try {
    yield* frames.push(bytes);
  } catch (error) {
    throw error instanceof RangeError ? undecodable(name, error) : error;
  }
}

function undecodable(name: string, error: Error): Error {
  return damaged(name, `the zstd data cannot be decoded (${error.message})`, error);
}

class FzstdDecoder implements Decoder {
  failure: Error | undefined;
  #output: Uint8Array[] = [];
  readonly #decompress = new Decompress((bytes) => {
    if (bytes.length > 0) this.#output.push(bytes);
  });

  async push(bytes: Buffer): Promise<Uint8Array[]> {
    // It keeps what it cannot decode yet, and the caller reuses its buffer.
    return this.#decode(Uint8Array.from(bytes), false);
  }

  async end(): Promise<Uint8Array[]> {
    return this.#decode(new Uint8Array(0), true);
  }

  close(): void {
    this.#output = [];
  }

  #decode(bytes: Uint8Array, last: boolean): Uint8Array[] {
    try {
      this.#decompress.push(bytes, last);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
    const output = this.#output;
    this.#output = [];
    return output;
  }
}
