import { DocumentCounts } from './shared-ngrams.ts';

/** Packed documents: document d is `types[offsets[d], offsets[d + 1])`; `size` types, numbered from 0. */
export interface TypedDocuments {
  readonly types: Uint32Array;
  readonly size: number;
  readonly offsets: Uint32Array;
  readonly longest: number;
}

/**
 * What clips the count of a type in any one document: the largest count among all others. By type: the largest count, the
 * first document that has it, and the largest count among the rest of the documents.
 */
export interface ClipLimits {
  readonly most: Uint32Array;
  readonly holder: Uint32Array;
  readonly second: Uint32Array;
}

/** Calls `visit(d, type, count)` for each document d and each type in it. */
export function forEachCount(
  documents: TypedDocuments,
  visit: (document: number, type: number, count: number) => void,
): void {
  const { types, offsets } = documents;
  const scan = new DocumentCounts(documents.size, documents.longest);
  for (let d = 0; d + 1 < offsets.length; d++) {
    const size = scan.open(types, offsets[d], offsets[d + 1]);
    for (let k = 0; k < size; k++) visit(d, scan.present[k], scan.counts[scan.present[k]]);
  }
}

export function clipLimits(documents: TypedDocuments): ClipLimits {
  const most = new Uint32Array(documents.size);
  const holder = new Uint32Array(documents.size);
  const second = new Uint32Array(documents.size);
  forEachCount(documents, (d, type, count) => {
    if (count > most[type]) {
      second[type] = most[type];
      most[type] = count;
      holder[type] = d;
    } else if (count > second[type]) second[type] = count;
  });
  return { most, holder, second };
}

/** Clipped matches of each document against all others. */
export function clippedMatches(documents: TypedDocuments, limits: ClipLimits): Float64Array {
  const { most, holder, second } = limits;
  const matches = new Float64Array(documents.offsets.length - 1);
  forEachCount(documents, (d, type, count) => {
    matches[d] += Math.min(count, holder[type] === d ? second[type] : most[type]);
  });
  return matches;
}
