import type { EncodedBlock } from './block-buffer.ts';
import type { SinkResult } from './block-sink.ts';
import type { Encoding } from './encoding.ts';
import { encodingFor, openPart } from './open-part.ts';
import type { Destination } from './output-format.ts';
import type { Part } from './part.ts';
import type { StagedSink } from './same-sink.ts';

/** One file. */
export class FileSink implements StagedSink {
  readonly encoding: Encoding;
  readonly #file: Part;
  readonly #path: string;

  private constructor(file: Part, path: string, encoding: Encoding) {
    this.#file = file;
    this.#path = path;
    this.encoding = encoding;
  }

  static async open(destination: Destination, like: readonly string[] = []): Promise<FileSink> {
    const file = await openPart(destination, destination.path, like);
    return new FileSink(file, destination.path, encodingFor(destination));
  }

  write({ bytes, ends }: EncodedBlock): Promise<void> {
    return this.#file.write(bytes, ends.length);
  }

  stage(): Promise<void> {
    return this.#file.stage();
  }

  staged(): SinkResult {
    const file = this.#file.written(this.#path);
    return { files: [file], records: file.records };
  }

  async commit(): Promise<SinkResult> {
    const file = await this.#file.commit();
    return { files: [file], records: file.records };
  }

  abort(): Promise<void> {
    return this.#file.discard();
  }
}
