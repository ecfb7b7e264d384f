import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { atomicWrite } from '../../base/atomic.ts';
import { refusing, syncFolder } from '../../base/staged-file.ts';
import { dataFile, indexFile, type PieceIndex, pieceFolder } from './layout.ts';

/** The folder of a piece, which appears once all is on the disk: in a file the blocks of all outputs as they come, at its end the keys. */
export class PieceWriter {
  readonly #folder: string;
  readonly #index: number;
  readonly #handle: FileHandle;
  readonly #blocks: [number, number][][];
  readonly #keys: Float64Array[][];
  #length = 0;

  private constructor(folder: string, index: number, handle: FileHandle, outputs: number) {
    this.#folder = folder;
    this.#index = index;
    this.#handle = handle;
    this.#blocks = Array.from({ length: outputs }, () => []);
    this.#keys = Array.from({ length: outputs }, () => []);
  }

  /** Begins piece `index` of the build in `folder`. Throws `E_WRITE`. */
  static async open(folder: string, index: number, outputs: number): Promise<PieceWriter> {
    const draft = draftOf(folder, index);
    await rm(draft, { recursive: true, force: true });
    await refusing(draft, mkdir(draft, { recursive: true }));
    const path = dataFile(draft);
    return new PieceWriter(folder, index, await refusing(path, open(path, 'w')), outputs);
  }

  async write(output: number, bytes: Uint8Array): Promise<void> {
    this.#blocks[output].push([this.#length, bytes.length]);
    await this.#append(bytes);
  }

  addKeys(keys: readonly Float64Array[]): void {
    keys.forEach((list, bucket) => void this.#keys[bucket].push(list));
  }

  /** One file, whatever the number of buckets, since each must be waited for. */
  async finish(): Promise<void> {
    const draft = draftOf(this.#folder, this.#index);
    const done = pieceFolder(this.#folder, this.#index);
    await atomicWrite(indexFile(draft), JSON.stringify(await this.#close(draft)));
    await syncFolder(draft);
    await refusing(done, rename(draft, done));
    await syncFolder(this.#folder);
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }

  async #close(draft: string): Promise<PieceIndex> {
    const keys: [number, number][] = [];
    for (const lists of this.#keys) {
      const from = this.#length;
      for (const list of lists)
        await this.#append(new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
      keys.push([from, this.#length - from]);
    }
    await refusing(dataFile(draft), this.#handle.sync());
    await this.#handle.close();
    return { blocks: this.#blocks, keys };
  }

  async #append(bytes: Uint8Array): Promise<void> {
    await refusing(dataFile(draftOf(this.#folder, this.#index)), this.#handle.writeFile(bytes));
    this.#length += bytes.length;
  }
}

function draftOf(folder: string, index: number): string {
  return `${pieceFolder(folder, index)}.part`;
}
