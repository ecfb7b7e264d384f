import { join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { StagedFolder } from '../base/staged-folder.ts';
import type { EncodedBlock } from './block-buffer.ts';
import type { SinkResult } from './block-sink.ts';
import type { Encoding } from './encoding.ts';
import { encodingFor, openPart } from './open-part.ts';
import { type Destination, endingFor } from './output-format.ts';
import type { Part, WrittenFile } from './part.ts';
import type { StagedSink } from './same-sink.ts';

/** Bytes of content after which a part ends. */
export const PART_BYTES = 256 * 1024 * 1024;

/**
 * A folder of parts, `part-00000.jsonl` and on, that appears whole: it is made under a temporary name. Where a part ends
 * depends on the records alone, not on the blocks in which they came.
 */
export class FolderSink implements StagedSink {
  readonly encoding: Encoding;
  readonly #destination: Destination;
  readonly #folder: StagedFolder;
  readonly #partBytes: number;
  readonly #like: readonly string[];
  readonly #written: WrittenFile[] = [];
  #part: Part | undefined;

  private constructor(
    destination: Destination,
    folder: StagedFolder,
    partBytes: number,
    like: readonly string[],
  ) {
    this.encoding = encodingFor(destination);
    this.#like = like;
    this.#destination = destination;
    this.#folder = folder;
    this.#partBytes = partBytes;
  }

  static async open(
    destination: Destination,
    partBytes = PART_BYTES,
    like: readonly string[] = [],
  ): Promise<FolderSink> {
    if (!(Number.isSafeInteger(partBytes) && partBytes > 0)) {
      throw new OutcrossError('E_OPTION', `partBytes is ${partBytes}, not a whole number above 0`, {
        where: 'partBytes',
      });
    }
    return new FolderSink(destination, await StagedFolder.open(destination.path), partBytes, like);
  }

  async write({ bytes, ends }: EncodedBlock): Promise<void> {
    let from = 0;
    let first = 0;
    while (first < ends.length) {
      this.#part ??= await this.#open();
      const room = this.#partBytes - this.#part.content;
      let last = first;
      while (last < ends.length - 1 && ends[last] - from < room) last++;
      await this.#part.write(bytes.subarray(from, ends[last]), last + 1 - first);
      from = ends[last];
      first = last + 1;
      if (this.#part.content >= this.#partBytes) await this.#endPart();
    }
  }

  /** An output without records is a folder with one empty part. */
  async stage(): Promise<void> {
    if (this.#written.length === 0) this.#part ??= await this.#open();
    await this.#endPart();
  }

  staged(): SinkResult {
    return { files: this.#written, records: this.#written.reduce((sum, { records }) => sum + records, 0) };
  }

  async commit(): Promise<SinkResult> {
    await this.#folder.commit();
    return this.staged();
  }

  async abort(): Promise<void> {
    await this.#part?.discard();
    await this.#folder.discard();
  }

  #open(): Promise<Part> {
    const number = String(this.#written.length).padStart(5, '0');
    const name = `part-${number}${endingFor(this.#destination)}`;
    return openPart(this.#destination, this.#folder.file(name), this.#like);
  }

  async #endPart(): Promise<void> {
    const part = this.#part;
    if (part === undefined) return;
    await part.stage();
    const { name } = await part.commit();
    this.#written.push(part.written(join(this.#folder.path, name)));
    this.#part = undefined;
  }
}
