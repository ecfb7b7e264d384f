import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure } from '../../corpus/failure.ts';

const CHUNK_BYTES = 1 << 20;

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Digest of a file as it is stored. Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_INTERRUPTED`. */
export async function digestFile(path: string, signal?: AbortSignal): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
      hash.update(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
    }
  } catch (error) {
    throw readFailure(path, error);
  }
  return { bytes, sha256: hash.digest('hex') };
}
