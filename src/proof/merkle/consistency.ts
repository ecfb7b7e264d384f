import { type Digest, EMPTY_ROOT, nodeDigest } from './hash.ts';
import { half, isCount, isOdd } from './inclusion.ts';

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Digest;
}

/**
 * True where `path` proves that the leaves of `before` are the first of `after` (RFC 9162, 2.1.4.2). The empty tree begins every
 * tree, and needs no hashes.
 */
export function isConsistent(before: TreeHead, after: TreeHead, path: readonly Digest[]): boolean {
  if (!isCount(before.size) || !isCount(after.size) || before.size > after.size) return false;
  if (before.size === after.size) return path.length === 0 && before.root === after.root;
  if (before.size === 0) return path.length === 0 && before.root === EMPTY_ROOT;
  return leadsToBoth(before, after, path);
}

function leadsToBoth(before: TreeHead, after: TreeHead, path: readonly Digest[]): boolean {
  const steps = isPowerOfTwo(before.size) ? [before.root, ...path] : [...path];
  const first = steps.shift();
  if (first === undefined) return false;
  let at = before.size - 1;
  let last = after.size - 1;
  while (isOdd(at)) {
    at = half(at);
    last = half(last);
  }
  let old = first;
  let grown = first;
  for (const step of steps) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      old = nodeDigest(step, old);
      grown = nodeDigest(step, grown);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else grown = nodeDigest(grown, step);
    at = half(at);
    last = half(last);
  }
  return last === 0 && old === before.root && grown === after.root;
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.round(Math.log2(value)) === value;
}
