import type { EncodedBlock } from './block-buffer.ts';
import type { BlockSink, SinkResult } from './block-sink.ts';
import type { Encoding } from './encoding.ts';
import { OutputFile } from './output-file.ts';
import type { Destination } from './output-format.ts';

/** One file of lines. */
export class FileSink implements BlockSink {
  readonly encoding: Encoding = { kind: 'jsonl' };
  readonly #file: OutputFile;

  private constructor(file: OutputFile) {
    this.#file = file;
  }

  static async open({ path, compression }: Destination): Promise<FileSink> {
    return new FileSink(await OutputFile.open(path, compression));
  }

  write({ bytes, ends }: EncodedBlock): Promise<void> {
    return this.#file.write(bytes, ends.length);
  }

  stage(): Promise<void> {
    return this.#file.stage();
  }

  async commit(): Promise<SinkResult> {
    const file = await this.#file.commit();
    return { files: [file], records: file.records };
  }

  abort(): Promise<void> {
    return this.#file.discard();
  }
}
