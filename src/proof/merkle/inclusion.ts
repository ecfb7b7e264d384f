import { type Digest, nodeDigest } from './hash.ts';

/** That a leaf stands at a place in a tree. */
export interface Inclusion {
  readonly leaf: Digest;
  /** Place of the leaf, from 0. */
  readonly index: number;
  /** Leaves of the tree. */
  readonly size: number;
  /** Siblings on the way from the leaf to the root. */
  readonly path: readonly Digest[];
}

/**
 * Root that an audit path leads to, or undefined where the path cannot be one of this place in a tree of this size: too short, too long, or an
 * index outside (RFC 9162, 2.1.3.2).
 */
export function rootOfInclusion({ leaf, index, size, path }: Inclusion): Digest | undefined {
  if (!isCount(size) || !isCount(index) || index >= size) return undefined;
  let at = index;
  let last = size - 1;
  let digest = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (isOdd(at) || at === last) {
      digest = nodeDigest(sibling, digest);
      while (!isOdd(at) && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else digest = nodeDigest(digest, sibling);
    at = half(at);
    last = half(last);
  }
  return last === 0 ? digest : undefined;
}

/** True where the path proves that the leaf stands at its place in the tree of that root. */
export function isIncluded(inclusion: Inclusion, root: Digest): boolean {
  return rootOfInclusion(inclusion) === root;
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Bits beyond the 32 that shifts keep. */
export function isOdd(value: number): boolean {
  return value % 2 === 1;
}

export function half(value: number): number {
  return Math.floor(value / 2);
}
