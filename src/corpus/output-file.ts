import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { StagedFile } from '../base/staged-file.ts';
import { compressMember, MEMBER_BYTES } from './output-format.ts';
import type { Part, WrittenFile } from './part.ts';
import type { Compression } from './source.ts';

export type { WrittenFile } from './part.ts';

/** Members that are compressed at once. */
const AT_ONCE = 4;

/**
 * A staged file with its digest. Content is compressed in members of a fixed size, several at once, so that the bytes of the
 * file depend on its content alone and not on the pieces in which it came.
 */
export class OutputFile implements Part {
  /** Bytes of content written. */
  content = 0;
  records = 0;
  readonly #path: string;
  readonly #file: StagedFile;
  readonly #compression: Compression;
  readonly #hash = createHash('sha256');
  #stored = 0;
  #member = Buffer.alloc(0);
  #filled = 0;
  #underWay: Promise<Uint8Array>[] = [];
  #digest: string | undefined;

  private constructor(path: string, file: StagedFile, compression: Compression) {
    this.#path = path;
    this.#file = file;
    this.#compression = compression;
    if (compression !== 'none') this.#member = Buffer.allocUnsafeSlow(MEMBER_BYTES);
  }

  /** Throws `E_WRITE`, as do all methods but `discard`. */
  static async open(path: string, compression: Compression = 'none'): Promise<OutputFile> {
    return new OutputFile(path, await StagedFile.open(path), compression);
  }

  async write(content: Uint8Array, records = 0): Promise<void> {
    this.content += content.length;
    this.records += records;
    if (this.#compression === 'none') return this.#store(content);
    let at = 0;
    while (at < content.length) {
      const piece = content.subarray(at, at + MEMBER_BYTES - this.#filled);
      this.#member.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === MEMBER_BYTES) await this.#endMember();
    }
  }

  /** All is on the disk; nothing more may be written. */
  async stage(): Promise<void> {
    // A compressed file of nothing is one empty member: a file of no bytes would be none of its format.
    const empty = this.#stored === 0 && this.#underWay.length === 0;
    if (this.#compression !== 'none' && (this.#filled > 0 || empty)) await this.#endMember();
    while (this.#underWay.length > 0) await this.#store(await this.#underWay.shift()!);
    await this.#file.stage();
    this.#digest = this.#hash.digest('hex');
  }

  /** Comes after `stage`. */
  async commit(): Promise<WrittenFile> {
    await this.#file.commit();
    return this.written(this.#path);
  }

  /** What was staged, under the path that it is going to have. */
  written(path: string): WrittenFile {
    return {
      path,
      name: basename(path),
      bytes: this.#stored,
      sha256: this.#digest!,
      records: this.records,
    };
  }

  async discard(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#file.discard();
  }

  async #endMember(): Promise<void> {
    const member = Uint8Array.prototype.slice.call(this.#member, 0, this.#filled);
    this.#filled = 0;
    const compressed = compressMember(member, this.#compression);
    // Waited for in its turn: until then a failure must not end the process.
    compressed.catch(() => {});
    this.#underWay.push(compressed);
    if (this.#underWay.length >= AT_ONCE) await this.#store(await this.#underWay.shift()!);
  }

  async #store(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#stored += bytes.length;
    await this.#file.write(bytes);
  }
}
