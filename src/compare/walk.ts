import { BLOCKS, type TypeColumns } from '../sketch/type-table.ts';

/** The (type, block) pairs of a table in order of block, so that leaving a block out is one walk over its own pairs. */
export interface BlockWalk {
  /** Entries of block b are [offsets[b], offsets[b + 1]). */
  readonly offsets: Uint32Array;
  readonly type: Uint32Array;
  readonly pair: Uint32Array;
}

/** The walk of a table, made once. */
export function walkByBlock(columns: TypeColumns): BlockWalk {
  let walk = walks.get(columns);
  if (walk === undefined) walks.set(columns, (walk = makeWalk(columns)));
  return walk;
}

/** Tables never change, so that what is derived from one is kept as long as it is. */
const walks = new WeakMap<TypeColumns, BlockWalk>();

function makeWalk(columns: TypeColumns): BlockWalk {
  const offsets = new Uint32Array(BLOCKS + 1);
  for (const b of columns.block) offsets[b + 1]++;
  for (let b = 0; b < BLOCKS; b++) offsets[b + 1] += offsets[b];
  const cursor = offsets.slice();
  const type = new Uint32Array(columns.block.length);
  const pair = new Uint32Array(columns.block.length);
  for (let t = 0; t < columns.hi.length; t++) {
    for (let p = columns.start[t]; p < columns.start[t + 1]; p++) {
      const at = cursor[columns.block[p]]++;
      type[at] = t;
      pair[at] = p;
    }
  }
  return { offsets, type, pair };
}

/** Sum over all blocks of one column, by type; formed once a table. Not to be written to. */
export function totals(columns: TypeColumns, column: 'count' | 'documents'): Float64Array {
  const values = columns[column];
  let sums = sumsOf.get(values);
  if (sums === undefined) {
    sums = new Float64Array(columns.hi.length);
    for (let t = 0; t < sums.length; t++) {
      for (let p = columns.start[t]; p < columns.start[t + 1]; p++) sums[t] += values[p];
    }
    sumsOf.set(values, sums);
  }
  return sums;
}

const sumsOf = new WeakMap<Uint32Array, Float64Array>();
