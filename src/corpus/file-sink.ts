import type { EncodedBlock } from './block-buffer.ts';
import type { BlockSink, SinkResult } from './block-sink.ts';
import type { Encoding } from './encoding.ts';
import { encodingFor, openPart } from './open-part.ts';
import type { Destination } from './output-format.ts';
import type { Part } from './part.ts';

/** One file. */
export class FileSink implements BlockSink {
  readonly encoding: Encoding;
  readonly #file: Part;

  private constructor(file: Part, encoding: Encoding) {
    this.#file = file;
    this.encoding = encoding;
  }

  static async open(destination: Destination, like: readonly string[] = []): Promise<FileSink> {
    const file = await openPart(destination, destination.path, like);
    return new FileSink(file, encodingFor(destination));
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
