import { OutcrossError } from '../../base/errors.ts';
import { type LeafCorpus, type LeafVisitor, leafCorpus } from '../../engine/proof/leaf-corpus.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { type Digest, hexOf } from '../../proof/merkle/hash.ts';
import { TreeBuilder } from '../../proof/merkle/tree-builder.ts';
import type { Reading } from '../../proof/statement/statement.ts';
import { TreeFileWriter } from '../../proof/tree-file/tree-file-writer.ts';

/** A set that was read to its end. */
export interface HashedSet extends LeafCorpus {
  readonly root: Digest;
}

/** The tree of a set, in memory that does not grow with it. Throws as `leafCorpus`. */
export async function hashSet(
  files: readonly string[],
  reading: Reading,
  options: RunRowsOptions,
  onLeaf?: (builder: TreeBuilder) => void,
): Promise<HashedSet> {
  const builder = new TreeBuilder();
  const visitor: LeafVisitor = {
    leaf({ digest }) {
      builder.add(digest);
      onLeaf?.(builder);
    },
  };
  const corpus = await leafCorpus({ ...reading, inputs: files }, visitor, { ...options, counts: true });
  return { ...corpus, root: builder.root() };
}

/** A set whose tree is on the disk, under a temporary name. */
export interface StoredSet extends HashedSet {
  /** SHA-256 of the tree's file. */
  readonly sha256: string;
  readonly writer: TreeFileWriter;
}

/** As `hashSet`, and stores the tree. Whoever gets it commits or discards the writer. */
export async function storeSet(
  files: readonly string[],
  reading: Reading,
  path: string,
  options: RunRowsOptions,
  onLeaf?: (builder: TreeBuilder) => void,
): Promise<StoredSet> {
  const writer = await TreeFileWriter.open(path);
  try {
    const builder = new TreeBuilder();
    const visitor: LeafVisitor = {
      leaf(leaf) {
        builder.add(leaf.digest);
        writer.add(leaf);
        onLeaf?.(builder);
      },
      settle: () => writer.settle(),
    };
    const all = { ...options, counts: true, fields: true };
    const corpus = await leafCorpus({ ...reading, inputs: files }, visitor, all);
    const root = builder.root();
    const named = corpus.files.map(({ name, records }) => ({ name, records }));
    const sha256 = await writer.stage({ root: hexOf(root), files: named, parts: corpus.parts });
    return { ...corpus, root, sha256, writer };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Throws `E_PROOF` where a set holds rows that are no examples: they would be in no leaf. */
export function requireWhole({ malformed, badRows }: LeafCorpus): void {
  if (malformed === 0) return;
  const [{ file, row, reason }] = badRows;
  throw new OutcrossError('E_PROOF', `${file}:${row}: ${reason}`, {
    where: `${file}:${row}`,
    hint: `A proof speaks of every row, and ${malformed} ${malformed === 1 ? 'is' : 'are'} no example. Say how the set is read, as when it was mixed: --text-field, --reader.`,
  });
}
