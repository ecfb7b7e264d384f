import { type Digest, EMPTY_ROOT, nodeDigest } from './hash.ts';

/** A complete subtree. */
interface Subtree {
  readonly digest: Digest;
  /** Leaves: a power of two. */
  readonly leaves: number;
  /** Audit paths that the subtree is on. */
  readonly paths: readonly Digest[][];
}

const NO_PATHS: readonly Digest[][] = [];

/**
 * The Merkle tree of RFC 6962, leaf by leaf, in memory of O(log n): the complete subtrees from the left, which fall in size.
 * Their hashes are the tree's frontier.
 */
export class TreeBuilder {
  /** Leaves so far. */
  size = 0;
  readonly #stack: Subtree[] = [];

  /**
   * Appends a leaf by its hash. With `watched` its audit path is gathered as the tree grows: the array that is returned is
   * whole once `root` was called.
   */
  add(leaf: Digest, watched = false): Digest[] {
    const path: Digest[] = [];
    let top: Subtree = { digest: leaf, leaves: 1, paths: watched ? [path] : NO_PATHS };
    this.size++;
    while (this.#stack.length > 0 && this.#stack[this.#stack.length - 1].leaves === top.leaves) {
      top = joined(this.#stack.pop()!, top);
    }
    this.#stack.push(top);
    return path;
  }

  /** Root of the tree so far. The builder can go on, but for audit paths: those end here. */
  root(): Digest {
    if (this.#stack.length === 0) return EMPTY_ROOT;
    let top = this.#stack[this.#stack.length - 1];
    for (let i = this.#stack.length - 2; i >= 0; i--) top = joined(this.#stack[i], top);
    return top.digest;
  }

  /** Root of the tree so far, no path touched. */
  rootSoFar(): Digest {
    let root: Digest | undefined;
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const { digest } = this.#stack[i];
      root = root === undefined ? digest : nodeDigest(digest, root);
    }
    return root ?? EMPTY_ROOT;
  }

  /**
   * Begins the consistency proof between the tree so far and the one it grows to (RFC 6962, 2.1.2): the smallest complete subtree of
   * the old tree, unless it is the whole, and that subtree's audit path in the new tree. The array is whole once `root`
   * was called. Of an empty tree, or where no leaf follows, the proof has no hashes.
   */
  watchConsistency(): () => readonly Digest[] {
    const old = this.size;
    const last = this.#stack.pop();
    if (last === undefined) return () => [];
    const path: Digest[] = this.#stack.length === 0 ? [] : [last.digest];
    this.#stack.push({ ...last, paths: [...last.paths, path] });
    return () => (this.size === old ? [] : path);
  }
}

function joined(left: Subtree, right: Subtree): Subtree {
  for (const path of left.paths) path.push(right.digest);
  for (const path of right.paths) path.push(left.digest);
  const paths =
    left.paths === NO_PATHS
      ? right.paths
      : right.paths === NO_PATHS
        ? left.paths
        : [...left.paths, ...right.paths];
  return { digest: nodeDigest(left.digest, right.digest), leaves: left.leaves + right.leaves, paths };
}
