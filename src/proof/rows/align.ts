import type { Digest } from '../merkle/hash.ts';

/** A row of one side: its leaf, and what tells it from others with the same place. */
export interface AlignedRow {
  readonly digest: Digest;
  /** Hash of its id, where it has one: rows of one id are the same row, changed. */
  readonly id?: number;
}

/** How rows became others. Numbers are places in the two lists. */
export type RowEdit =
  | { readonly kind: 'changed'; readonly before: number; readonly after: number }
  | { readonly kind: 'moved'; readonly before: number; readonly after: number }
  | { readonly kind: 'dropped'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/**
 * What became of the rows of `before` in `after`, in the order of `after`. Rows that kept their order among each other are the longest
 * increasing subsequence of what both have; other rows of both were moved; between two rows that stayed, a row that is gone and
 * one that is new are one that was changed, by their ids or else in their order.
 */
export function alignRows(before: readonly AlignedRow[], after: readonly AlignedRow[]): RowEdit[] {
  const matches = matched(before, after);
  const stays = increasing(matches);
  const edits: RowEdit[] = [];
  const taken = new Uint8Array(before.length);
  for (const match of matches) if (match >= 0) taken[match] = 1;
  let from = 0;
  let fresh: number[] = [];
  for (let j = 0; j <= after.length; j++) {
    const match = j < after.length ? matches[j] : before.length;
    if (match < 0) fresh.push(j);
    else if (j === after.length || stays[j] === 1) {
      const gone: number[] = [];
      for (let i = from; i < match; i++) if (taken[i] === 0) gone.push(i);
      // One by one: a gap may be the whole set, more than can be arguments.
      for (const edit of inGap(before, after, gone, fresh)) edits.push(edit);
      from = match + 1;
      fresh = [];
    } else edits.push({ kind: 'moved', before: match, after: j });
  }
  return edits;
}

/** For each row of `after` the place of its like in `before`, each once; -1 where there is none. */
function matched(before: readonly AlignedRow[], after: readonly AlignedRow[]): Int32Array {
  const places = new Map<Digest, number[]>();
  for (let i = before.length - 1; i >= 0; i--) {
    const { digest } = before[i];
    const known = places.get(digest);
    if (known === undefined) places.set(digest, [i]);
    else known.push(i);
  }
  return Int32Array.from(after, ({ digest }) => places.get(digest)?.pop() ?? -1);
}

/** Marks a longest increasing subsequence of the numbers from 0 (Fredman 1975). */
function increasing(values: Int32Array): Uint8Array {
  const ends: number[] = [];
  const previous = new Int32Array(values.length).fill(-1);
  for (let j = 0; j < values.length; j++) {
    if (values[j] < 0) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[ends[middle]] < values[j]) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[j] = ends[low - 1];
    ends[low] = j;
  }
  const marks = new Uint8Array(values.length);
  for (let j = ends.at(-1) ?? -1; j >= 0; j = previous[j]) marks[j] = 1;
  return marks;
}

function inGap(
  before: readonly AlignedRow[],
  after: readonly AlignedRow[],
  gone: readonly number[],
  fresh: readonly number[],
): RowEdit[] {
  const byId = new Map<number, number>();
  for (const i of gone) if (before[i].id !== undefined) byId.set(before[i].id, i);
  const pairs = new Map<number, number>();
  for (const j of fresh) {
    const { id } = after[j];
    const i = id === undefined ? undefined : byId.get(id);
    if (i === undefined) continue;
    pairs.set(j, i);
    byId.delete(id!);
  }
  const paired = new Set(pairs.values());
  const left = gone.filter((i) => !paired.has(i));
  let next = 0;
  const edits = fresh.map((j): RowEdit => {
    const i = pairs.get(j) ?? (next < left.length ? left[next++] : undefined);
    return i === undefined ? { kind: 'added', after: j } : { kind: 'changed', before: i, after: j };
  });
  return [...edits, ...left.slice(next).map((i): RowEdit => ({ kind: 'dropped', before: i }))];
}
