import { createGunzip } from 'node:zlib';
import { cutShort, damaged, systemCode } from './failure.ts';
import { StreamDecoder } from './stream-decoder.ts';

/** Output block of the inflater: fewer, larger turns of the event loop. */
const BLOCK = 1 << 18;

/**
 * The content of a gzip stream, all its members. Zeros after the last member are padding. Throws `E_TRUNCATED` where it
 * ends early, after what could be decoded was handed over, and `E_UNREADABLE` where it is damaged.
 */
export async function* gunzip(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Uint8Array, void> {
  const decoder = new StreamDecoder(createGunzip({ chunkSize: BLOCK }));
  try {
    for await (const bytes of source) {
      yield* await decoder.push(bytes);
      if (decoder.failure !== undefined) throw failed(name, decoder.failure);
    }
    yield* await decoder.end();
    if (decoder.failure !== undefined) throw failed(name, decoder.failure);
  } finally {
    decoder.close();
  }
}

function failed(name: string, error: Error): Error {
  return systemCode(error) === 'Z_BUF_ERROR'
    ? cutShort(name, 'the gzip data end early', error)
    : damaged(name, `the gzip data cannot be decoded (${error.message})`, error);
}
