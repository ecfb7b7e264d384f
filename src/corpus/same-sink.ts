import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodedBlock } from './block-buffer.ts';
import type { BlockSink, SinkResult } from './block-sink.ts';
import type { Encoding } from './encoding.ts';
import { refuseExisting } from './existing.ts';
import type { Destination } from './output-format.ts';
import type { WrittenFile } from './part.ts';

/** A sink that can say, between `stage` and `commit`, what it is going to be. */
export interface StagedSink extends BlockSink {
  staged(): SinkResult;
}

/**
 * A sink whose output may be there already, by somebody who was killed after it appeared: what holds the very bytes that were staged stays as it
 * is, and counts as written. Anything else is refused when it is staged, before any other output appears. Throws `E_WRITE`.
 */
export class SameSink implements BlockSink {
  readonly encoding: Encoding;
  readonly #destination: Destination;
  readonly #inner: StagedSink;
  #stands = false;

  constructor(destination: Destination, inner: StagedSink) {
    this.#destination = destination;
    this.#inner = inner;
    this.encoding = inner.encoding;
  }

  write(block: EncodedBlock): Promise<void> {
    return this.#inner.write(block);
  }

  async stage(): Promise<void> {
    await this.#inner.stage();
    this.#stands = await standsAt(this.#destination, this.#inner.staged().files);
    if (!this.#stands) await refuseExisting(this.#destination);
  }

  async commit(): Promise<SinkResult> {
    if (!this.#stands) return this.#inner.commit();
    const written = this.#inner.staged();
    await this.#inner.abort();
    return written;
  }

  abort(): Promise<void> {
    return this.#inner.abort();
  }
}

/** Whether these files, and no others, stand there. */
async function standsAt({ path, folder }: Destination, files: readonly WrittenFile[]): Promise<boolean> {
  if (!folder) return isSame(path, files[0]);
  const there = await readdir(path).catch(() => [] as string[]);
  const names = new Set(files.map(({ name }) => name));
  if (there.length !== names.size || !there.every((name) => names.has(name))) return false;
  for (const file of files) if (!(await isSame(join(path, file.name), file))) return false;
  return true;
}

async function isSame(path: string, { bytes, sha256 }: WrittenFile): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size !== bytes) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}
