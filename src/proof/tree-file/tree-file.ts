import { type FileHandle, open } from 'node:fs/promises';
import { readFailure } from '../../corpus/failure.ts';
import { DIGEST_BYTES, type Digest, digestAt, digestOfHex, EMPTY_ROOT, nodeDigest } from '../merkle/hash.ts';
import { TreeBuilder } from '../merkle/tree-builder.ts';
import { damagedTree, readFooter } from './footer.ts';
import {
  CHUNK_LEAVES,
  GROUP_LEAVES,
  ID_BYTES,
  sectionsOf,
  type TreeChunk,
  type TreeFooter,
  type TreePart,
} from './layout.ts';

/** What a stored tree remembers of a leaf. */
export interface StoredLeaf {
  readonly index: number;
  readonly digest: Digest;
  readonly file: string;
  /** Line or row of the file, from 1. */
  readonly row: number;
  /** Hash of each field by its name; undefined where they were not kept. */
  readonly fields: ReadonlyMap<string, number> | undefined;
}

/** Entries of the table of ids that are read at once. */
const PAGE_IDS = 1024;

/** A stored tree, of which a few pages are read at a time. It is not signed: what it says must lead to a signed root. */
export class TreeFile {
  readonly footer: TreeFooter;
  readonly #handle: FileHandle;
  readonly #name: string;

  private constructor(handle: FileHandle, footer: TreeFooter, name: string) {
    this.#handle = handle;
    this.footer = footer;
    this.#name = name;
  }

  /** Throws `E_NOT_FOUND`, `E_UNREADABLE`, and `E_PROOF` for what is no tree. */
  static async open(path: string): Promise<TreeFile> {
    const handle = await open(path, 'r').catch((error) => Promise.reject(readFailure(path, error)));
    try {
      return new TreeFile(handle, await readFooter(handle, path), path);
    } catch (error) {
      await handle.close();
      throw readFailure(path, error);
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  get size(): number {
    return this.footer.size;
  }

  /** Places of the examples whose id has this hash, in order. */
  async find(high: number, low: number): Promise<number[]> {
    const found: number[] = [];
    for (const [c, chunk] of this.footer.chunks.entries()) {
      for (const place of await this.#findIn(chunk, high, low)) found.push(c * CHUNK_LEAVES + place);
    }
    return found.sort((a, b) => a - b);
  }

  async leaf(index: number): Promise<Digest> {
    const chunk = this.#chunkOf(index);
    return digestAt(await this.#read(chunk.at + (index % CHUNK_LEAVES) * DIGEST_BYTES, DIGEST_BYTES), 0);
  }

  /** The piece of the corpus that the leaf was read from, its file, and the row of it. */
  async placeOf(
    index: number,
  ): Promise<{ readonly part: TreePart; readonly file: string; readonly row: number }> {
    const chunk = this.#chunkOf(index);
    const at = chunk.at + sectionsOf(chunk).rows + (index % CHUNK_LEAVES) * 4;
    const row = (await this.#read(at, 4)).readUInt32LE(0);
    const part = this.footer.parts.findLast(({ first }) => first <= index);
    if (part === undefined) throw damagedTree(this.#name, 'it does not say where its rows stand');
    return { part, file: this.footer.files[part.file].name, row };
  }

  /** Audit path of a leaf (RFC 6962, 2.1.1). */
  async path(index: number): Promise<Digest[]> {
    const path: Digest[] = [];
    let from = 0;
    let to = this.size;
    while (to - from > 1) {
      const middle = from + split(to - from);
      if (index < middle) {
        path.push(await this.#root(middle, to));
        to = middle;
      } else {
        path.push(await this.#root(from, middle));
        from = middle;
      }
    }
    return path.reverse();
  }

  /** All leaves in order, with what is remembered of them. */
  async *leaves(): AsyncGenerator<StoredLeaf, void> {
    const { files } = this.footer;
    let file = 0;
    let left = files[0]?.records ?? 0;
    for (const [c, chunk] of this.footer.chunks.entries()) {
      const sections = sectionsOf(chunk);
      const bytes = await this.#read(chunk.at, sections.end);
      let field = sections.fields;
      for (let i = 0; i < chunk.leaves; i++) {
        while (left === 0 && file < files.length - 1) left = files[++file].records;
        left--;
        const names = this.footer.shapes[bytes.readUInt32LE(sections.shapes + i * 4)];
        if (field + (names?.length ?? 0) * 4 > sections.end) {
          throw damagedTree(this.#name, 'a row has more fields than its chunk');
        }
        yield {
          index: c * CHUNK_LEAVES + i,
          digest: digestAt(bytes, i * DIGEST_BYTES),
          file: files[file]?.name ?? this.#name,
          row: bytes.readUInt32LE(sections.rows + i * 4),
          fields: names && new Map(names.map((name, f) => [name, bytes.readUInt32LE(field + f * 4)])),
        };
        field += (names?.length ?? 0) * 4;
      }
    }
  }

  /** Root of the leaves as they stand in the file. */
  async root(): Promise<Digest> {
    const builder = new TreeBuilder();
    for (const chunk of this.footer.chunks) {
      const bytes = await this.#read(chunk.at, chunk.leaves * DIGEST_BYTES);
      for (let i = 0; i < chunk.leaves; i++) builder.add(digestAt(bytes, i * DIGEST_BYTES));
    }
    return builder.root();
  }

  /** Root of the leaves [from, to), `from` on the border of a complete subtree that is as large as they are, or larger. */
  async #root(from: number, to: number): Promise<Digest> {
    const count = to - from;
    if (count === 0) return EMPTY_ROOT;
    if (from % CHUNK_LEAVES === 0 && count > CHUNK_LEAVES) {
      const middle = from + split(count);
      return nodeDigest(await this.#root(from, middle), await this.#root(middle, to));
    }
    const chunk = this.#chunkOf(from);
    if (from % CHUNK_LEAVES === 0 && count === chunk.leaves) {
      const root = digestOfHex(chunk.root);
      if (root !== undefined) return root;
      throw damagedTree(this.#name, 'the root of a chunk is none');
    }
    return this.#rootInChunk(chunk, from % CHUNK_LEAVES, count);
  }

  async #rootInChunk(chunk: TreeChunk, from: number, count: number): Promise<Digest> {
    const groups = from % GROUP_LEAVES === 0 ? Math.floor(count / GROUP_LEAVES) : 0;
    let digest: Digest | undefined;
    const rest = count - groups * GROUP_LEAVES;
    if (rest > 0) {
      const at = chunk.at + (from + groups * GROUP_LEAVES) * DIGEST_BYTES;
      digest = rootOf(await this.#read(at, rest * DIGEST_BYTES));
    }
    if (groups === 0) return digest!;
    const at = chunk.at + sectionsOf(chunk).groups + (from / GROUP_LEAVES) * DIGEST_BYTES;
    return rootOf(await this.#read(at, groups * DIGEST_BYTES), digest);
  }

  async #findIn(chunk: TreeChunk, high: number, low: number): Promise<number[]> {
    const table = chunk.at + sectionsOf(chunk).ids;
    // Hashes are spread evenly: the first page that is looked at nearly always holds the place.
    let from = Math.max(0, Math.floor((high / 2 ** 32) * chunk.leaves) - PAGE_IDS / 2);
    let page = await this.#ids(table, from, chunk.leaves);
    while (from > 0 && page.readUInt32LE(0) >= high) {
      from = Math.max(0, from - PAGE_IDS);
      page = await this.#ids(table, from, chunk.leaves);
    }
    const found: number[] = [];
    for (;;) {
      const count = page.length / ID_BYTES;
      for (let i = 0; i < count; i++) {
        const here = page.readUInt32LE(i * ID_BYTES);
        if (here > high) return found;
        if (here !== high || page.readUInt32LE(i * ID_BYTES + 4) !== low) continue;
        const place = page.readUInt32LE(i * ID_BYTES + 8);
        if (place >= chunk.leaves) throw damagedTree(this.#name, 'an id leads to no leaf');
        found.push(place);
      }
      from += count;
      if (from >= chunk.leaves) return found;
      page = await this.#ids(table, from, chunk.leaves);
    }
  }

  #ids(table: number, from: number, leaves: number): Promise<Buffer> {
    return this.#read(table + from * ID_BYTES, Math.min(PAGE_IDS, leaves - from) * ID_BYTES);
  }

  #chunkOf(index: number): TreeChunk {
    return this.footer.chunks[Math.floor(index / CHUNK_LEAVES)];
  }

  async #read(at: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(bytes, 0, length, at).catch((error) => {
      throw readFailure(this.#name, error);
    });
    if (bytesRead === length) return bytes;
    throw damagedTree(this.#name, 'it ends too early');
  }
}

/** Root over complete subtrees of one size and, where it is given, a smaller one that follows them: it hangs where the next would. */
function rootOf(digests: Buffer, last?: Digest): Digest {
  const builder = new TreeBuilder();
  for (let at = 0; at < digests.length; at += DIGEST_BYTES) builder.add(digestAt(digests, at));
  if (last !== undefined) builder.add(last);
  return builder.root();
}

/** The largest power of two below `count`. */
function split(count: number): number {
  let half = 1;
  while (half * 2 < count) half *= 2;
  return half;
}
