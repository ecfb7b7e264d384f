import { createHash } from 'node:crypto';
import { StagedFile } from '../../base/staged-file.ts';
import { type Digest, hexOf } from '../merkle/hash.ts';
import { TreeBuilder } from '../merkle/tree-builder.ts';
import { ChunkBuffer, type Leaf } from './chunk-buffer.ts';
import { CHUNK_LEAVES, MAGIC, TREE_SCHEMA, type TreeChunk, type TreeFooter } from './layout.ts';

/** Lists of fields that are told apart: rows whose keys are words would have one each. */
const MOST_SHAPES = 1 << 16;

/** What the footer says beside what was written. */
export type TreeFacts = Pick<TreeFooter, 'root' | 'files' | 'parts'>;

/** Writes a stored tree, a chunk at a time. It appears under its name at `commit`. */
export class TreeFileWriter {
  readonly #file: StagedFile;
  readonly #hash = createHash('sha256');
  readonly #chunks: TreeChunk[] = [];
  readonly #shapes = new Map<string, number>();
  readonly #shapeNames: (readonly string[])[] = [];
  readonly #byNames = new WeakMap<readonly string[], number>();
  #filling = new ChunkBuffer();
  #full: ChunkBuffer[] = [];
  #size = 0;
  #at = 0;

  private constructor(file: StagedFile) {
    this.#file = file;
  }

  /** Throws `E_WRITE`, as do all methods that write. */
  static async open(path: string): Promise<TreeFileWriter> {
    const writer = new TreeFileWriter(await StagedFile.open(path));
    await writer.#write(MAGIC);
    return writer;
  }

  /** Appends a leaf. Call `settle` now and then: until then what is full waits in memory. */
  add(leaf: Leaf): void {
    this.#size++;
    this.#filling.add(leaf, this.#shapeOf(leaf.fields));
    if (this.#filling.leaves < CHUNK_LEAVES) return;
    this.#full.push(this.#filling);
    this.#filling = new ChunkBuffer();
  }

  async settle(): Promise<void> {
    const full = this.#full;
    this.#full = [];
    for (const chunk of full) await this.#writeChunk(chunk);
  }

  /** All is on the disk. Gives the digest of the file. */
  async stage(facts: TreeFacts): Promise<string> {
    if (this.#filling.leaves > 0) this.#full.push(this.#filling);
    await this.settle();
    const footer: TreeFooter = {
      schema: TREE_SCHEMA,
      size: this.#size,
      chunks: this.#chunks,
      shapes: this.#shapeNames,
      ...facts,
    };
    const text = Buffer.from(JSON.stringify(footer));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    await this.#write(Buffer.concat([text, length, MAGIC]));
    await this.#file.stage();
    return this.#hash.digest('hex');
  }

  commit(): Promise<void> {
    return this.#file.commit();
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  async #writeChunk(chunk: ChunkBuffer): Promise<void> {
    const { leaves, fields } = chunk;
    this.#chunks.push({ at: this.#at, leaves, fields, root: hexOf(rootOf(chunk.digests())) });
    for (const section of chunk.sections()) await this.#write(section);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#at += bytes.length;
    await this.#file.write(bytes);
  }

  #shapeOf(fields: readonly string[]): number | undefined {
    const known = this.#byNames.get(fields);
    if (known !== undefined) return known;
    const key = JSON.stringify(fields);
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      if (this.#shapeNames.length === MOST_SHAPES) return undefined;
      shape = this.#shapeNames.push(fields) - 1;
      this.#shapes.set(key, shape);
    }
    this.#byNames.set(fields, shape);
    return shape;
  }
}

function rootOf(leaves: Iterable<Digest>): Digest {
  const builder = new TreeBuilder();
  for (const leaf of leaves) builder.add(leaf);
  return builder.root();
}
