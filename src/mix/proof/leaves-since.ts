import { type LeafCorpus, type LeafVisitor, leafCorpus } from '../../engine/proof/leaf-corpus.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import type { Digest } from '../../proof/merkle/hash.ts';
import type { Reading } from '../../proof/statement/statement.ts';
import type { Leaf } from '../../proof/tree-file/chunk-buffer.ts';
import type { StoredLeaf, TreeFile } from '../../proof/tree-file/tree-file.ts';

/** Leaves that are held against each other: beyond these memory would grow with the set. */
export const MOST_HELD = 500_000;

/** A leaf that was read now. */
export interface FreshLeaf {
  readonly digest: Digest;
  /** Place of its file among those that were read. */
  readonly file: number;
  readonly row: number;
  readonly fields: readonly string[];
  readonly hashes: ArrayLike<number>;
}

/** Two lists of leaves, from the first place at which they differ. */
export interface LeavesSince {
  readonly before: readonly StoredLeaf[];
  readonly after: readonly FreshLeaf[];
  /** True where there were more than can be held: the ends of the lists are not the ends of the sets. */
  readonly cut: boolean;
  readonly corpus: LeafCorpus;
}

/**
 * Reads a set again beside a stored tree. Throws as `leafCorpus`.
 *
 * @param leaves How many leaves of the tree to look at, all by default.
 */
export async function leavesSince(
  tree: TreeFile,
  files: readonly string[],
  reading: Reading,
  options: RunRowsOptions,
): Promise<LeavesSince> {
  const side = new Side(tree);
  const corpus = await leafCorpus({ ...reading, inputs: files }, side, { ...options, fields: true });
  await side.rest();
  return { before: side.before, after: side.after, cut: side.cut, corpus };
}

class Side implements LeafVisitor {
  readonly before: StoredLeaf[] = [];
  readonly after: FreshLeaf[] = [];
  cut = false;
  readonly #stored: AsyncGenerator<StoredLeaf, void>;
  #fresh: FreshLeaf[] = [];

  constructor(tree: TreeFile) {
    this.#stored = tree.leaves();
  }

  leaf({ digest, row, fields, hashes }: Leaf, file: number): void {
    this.#fresh.push({ digest, row, fields, hashes, file });
  }

  async settle(): Promise<void> {
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const leaf of fresh) {
      const { value: stored } = await this.#stored.next();
      const differs = this.before.length > 0 || this.after.length > 0 || stored?.digest !== leaf.digest;
      if (!differs) continue;
      if (this.after.length >= MOST_HELD) this.cut = true;
      else {
        this.after.push(leaf);
        if (stored !== undefined) this.before.push(stored);
      }
    }
  }

  /** Leaves of the tree that nothing was read for. */
  async rest(): Promise<void> {
    await this.settle();
    for await (const stored of this.#stored) {
      if (this.before.length >= MOST_HELD) {
        this.cut = true;
        return;
      }
      this.before.push(stored);
    }
  }
}
