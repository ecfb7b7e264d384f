import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { equalLanes } from '../../sketch/minhash-lanes.ts';
import { BandTables } from './band-tables.ts';
import { Doubling } from './doubling.ts';
import type { MemoryStore } from './memory-store.ts';
import type { TextOrder, TextStore, VisitBucket } from './text-store.ts';

/** Signatures that are written at once. */
const WRITTEN_AT_ONCE = 1 << 12;

/**
 * A store on disk, for more texts than fit into memory: bands are sorted and grouped by DuckDB, which spills to the same
 * folder; signatures are read from a file one at a time, only those of texts that share a band and are not yet joined.
 */
export class DiskStore implements TextStore {
  readonly bytes = 0;
  readonly #folder: string;
  readonly #tables: BandTables;
  readonly #file: number;
  readonly #size: number;
  readonly #waiting: Uint8Array;
  readonly #pair: [Uint8Array, Uint8Array];
  #length = 0;
  #written = 0;

  private constructor(folder: string, tables: BandTables, size: number) {
    this.#folder = folder;
    this.#tables = tables;
    this.#size = size;
    this.#file = openSync(join(folder, 'signatures'), 'w+');
    this.#waiting = new Uint8Array(WRITTEN_AT_ONCE * size);
    this.#pair = [new Uint8Array(size), new Uint8Array(size)];
  }

  /**
   * Takes over what `memory` holds, into a new folder below `parent`, which is removed by `close`. `memoryBytes` bounds
   * what DuckDB takes. Throws `E_WRITE`.
   */
  static async takeOver(memory: MemoryStore, parent: string, memoryBytes: number): Promise<DiskStore> {
    const folder = await mkdtemp(join(parent, '.outcross-dedup-')).catch((cause) => {
      throw new OutcrossError('E_WRITE', `cannot write below ${parent}`, {
        where: parent,
        hint: 'Give a folder for temporary files with --temp.',
        cause,
      });
    });
    const tables = await BandTables.open(folder, memory.bands, memoryBytes);
    const store = new DiskStore(folder, tables, memory.size);
    const keys = new Uint32Array(2 * memory.bands);
    for (let text = 0; text < memory.length; text++) {
      store.add(memory.keysOf(text, keys), 0, memory.lanes.values, memory.size * text);
    }
    return store;
  }

  add(keys: Uint32Array | undefined, keysAt: number, lanes: Uint8Array, lanesAt: number): void {
    const text = this.#length++;
    if (keys !== undefined) this.#tables.add(text, keys, keysAt);
    const at = this.#size * (text - this.#written);
    this.#waiting.set(lanes.subarray(lanesAt, lanesAt + this.#size), at);
    if (this.#length - this.#written === WRITTEN_AT_ONCE) this.#flush();
  }

  async buckets(band: number, order: TextOrder, alive: Uint8Array, visit: VisitBucket): Promise<void> {
    this.#flush();
    const { place, texts } = order;
    const members = new Doubling(new Uint32Array(64));
    let length = 0;
    const close = () => {
      if (length > 1) visit(inOrder(members.values, length, texts), length);
      length = 0;
    };
    await this.#tables.shared(band, (text, first) => {
      if (first) close();
      if (alive[text] === 1) members.room(length + 1)[length++] = place[text];
    });
    close();
  }

  equal(a: number, b: number): number {
    const [one, two] = this.#pair;
    readSync(this.#file, one, 0, this.#size, a * this.#size);
    readSync(this.#file, two, 0, this.#size, b * this.#size);
    return equalLanes(one, 0, two, 0, this.#size);
  }

  async close(): Promise<void> {
    this.#tables.close();
    closeSync(this.#file);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    const bytes = this.#size * (this.#length - this.#written);
    let done = 0;
    while (done < bytes) {
      done += writeSync(this.#file, this.#waiting, done, bytes - done, this.#size * this.#written + done);
    }
    this.#written = this.#length;
  }
}

/** Turns places into the texts that stand there, in order. */
function inOrder(places: Uint32Array, length: number, texts: Uint32Array): Uint32Array {
  const sorted = places.subarray(0, length).sort();
  for (let i = 0; i < length; i++) sorted[i] = texts[sorted[i]];
  return sorted;
}
