import type { Hash64 } from '../../base/hash.ts';
import type { Thumbnail } from './thumbnail.ts';

/** Bytes of thumbnails that a profile keeps; the one that fills them is kept whole. */
export const PICTURE_BUDGET = 6 * 1024 * 1024;

/** Longest name of a picture and of a category that is kept, in UTF-16 units. */
export const LONGEST_NAME = 160;

/** A picture of a corpus, small. */
export interface StoredPicture extends Hash64, Thumbnail {
  readonly block: number;
  /** Id of its example, its end where it is long: a file's name stands there. */
  readonly name: string;
  readonly category?: string;
}

/** What a profile keeps of the pictures of a corpus, beside their vectors. */
export interface PicturesFacet {
  /** False where the profile must not show any: `pictures` is empty then. */
  readonly kept: boolean;
  /** Files with several frames, of which the first was read. Not kept by block. */
  readonly animated: number;
  /** Those of lowest hash, in order of hash: a part of the sample of vectors or all of it. */
  readonly pictures: readonly StoredPicture[];
}

function compare(a: StoredPicture, b: StoredPicture): number {
  return a.hi - b.hi || a.lo - b.lo || a.block - b.block || compareContents(a, b);
}

/** Pictures of one id: whatever tells them apart orders them, so that the order of arrival does not. */
function compareContents(a: StoredPicture, b: StoredPicture): number {
  const order =
    a.width - b.width ||
    a.height - b.height ||
    a.channels - b.channels ||
    Buffer.compare(a.data, b.data) ||
    compareText(a.name, b.name);
  return order || compareText(a.category ?? '', b.category ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The pictures of lowest hash until the budget is filled, in order of hash: those of a part that are lost would be lost in the
 * whole (see `sketch/example-sample.ts`, whose rule this is).
 */
export function lowestPictures(pictures: readonly StoredPicture[]): StoredPicture[] {
  const sorted = [...pictures].sort(compare);
  let bytes = 0;
  for (const [i, { data }] of sorted.entries()) {
    if (bytes >= PICTURE_BUDGET) return sorted.slice(0, i);
    bytes += data.length;
  }
  return sorted;
}
