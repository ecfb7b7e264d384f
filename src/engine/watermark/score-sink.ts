import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { StagedFile } from '../../base/staged-file.ts';
import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';

/** Writes lines that a kernel has encoded itself to a file. */
export class ScoreSink implements BlockSink {
  readonly encoding: Encoding = { kind: 'bytes' };
  readonly #path: string;
  readonly #file: StagedFile;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #records = 0;

  private constructor(path: string, file: StagedFile) {
    this.#path = path;
    this.#file = file;
  }

  /** Throws `E_WRITE`. */
  static async open(path: string): Promise<ScoreSink> {
    return new ScoreSink(path, await StagedFile.open(path));
  }

  async write({ bytes, ends }: EncodedBlock): Promise<void> {
    this.#bytes += bytes.length;
    this.#records += ends.length;
    this.#hash.update(bytes);
    await this.#file.write(bytes);
  }

  stage(): Promise<void> {
    return this.#file.stage();
  }

  async commit(): Promise<SinkResult> {
    await this.#file.commit();
    const path = resolve(this.#path);
    const sha256 = this.#hash.digest('hex');
    return {
      files: [{ path, name: this.#path, bytes: this.#bytes, sha256, records: this.#records }],
      records: this.#records,
    };
  }

  abort(): Promise<void> {
    return this.#file.discard();
  }
}
