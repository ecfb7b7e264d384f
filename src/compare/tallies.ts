import { BLOCKS } from '../sketch/type-table.ts';
import type { LeftOut } from './estimate.ts';
import type { Grams } from './grams.ts';
import type { Packed } from './packed.ts';

/** How often each type of one order occurs in a packed sample, in all and by block. */
export interface Tallies {
  /** By type id; types that the sample does not hold have 0. */
  readonly counts: Uint32Array;
  readonly total: number;
  readonly totalByBlock: Float64Array;
  /** Types of block b, each once, are `blockTypes[blockStart[b] .. blockStart[b + 1])`, with their counts there. */
  readonly blockStart: Uint32Array;
  readonly blockTypes: Uint32Array;
  readonly blockCounts: Uint32Array;
}

/** @param types number of types of this order over all samples compared. */
export function tally(packed: Packed, grams: Grams, types: number): Tallies {
  const counts = new Uint32Array(types);
  for (const type of grams.types) counts[type]++;
  const order = examplesByBlock(packed);
  const totalByBlock = new Float64Array(BLOCKS);
  const blockStart = new Uint32Array(BLOCKS + 1);
  const blockTypes = new Uint32Array(grams.types.length);
  const blockCounts = new Uint32Array(grams.types.length);
  const slot = new Int32Array(types).fill(-1);
  let size = 0;
  let next = 0;
  for (let b = 0; b < BLOCKS; b++) {
    blockStart[b] = size;
    for (; next < order.length && packed.blocks[order[next]] === b; next++) {
      const e = order[next];
      for (let g = grams.starts[e]; g < grams.starts[e + 1]; g++) {
        const type = grams.types[g];
        if (slot[type] < blockStart[b]) {
          slot[type] = size;
          blockTypes[size++] = type;
        }
        blockCounts[slot[type]]++;
        totalByBlock[b]++;
      }
    }
  }
  blockStart[BLOCKS] = size;
  return {
    counts,
    total: grams.types.length,
    totalByBlock,
    blockStart,
    blockTypes: blockTypes.slice(0, size),
    blockCounts: blockCounts.slice(0, size),
  };
}

function examplesByBlock(packed: Packed): Uint32Array {
  const order = Uint32Array.from(packed.examples.keys());
  return order.sort((a, b) => packed.blocks[a] - packed.blocks[b] || a - b);
}

/** A sum over types, and the same without each block's occurrences; NaN where a block is empty. */
export interface BlockSums {
  readonly sum: number;
  readonly without: Float64Array;
}

/** Delete-a-block values of a quantity, formed from each block's left-out sum. */
export function leftOut(tallies: Tallies, value: (block: number) => number): LeftOut {
  return {
    without: tallies.totalByBlock.map((n, b) => (n > 0 ? value(b) : Number.NaN)),
    sizes: tallies.totalByBlock,
  };
}

/**
 * A sum over types of `term(type, count)`, and the same with each block's occurrences taken away: `sum` over all, and
 * `without[b]`, NaN where the block is empty. Only the types of a block are walked for it.
 */
export function blockSums(tallies: Tallies, term: (type: number, count: number) => number): BlockSums {
  let sum = 0;
  for (let t = 0; t < tallies.counts.length; t++)
    if (tallies.counts[t] > 0) sum += term(t, tallies.counts[t]);
  const without = new Float64Array(BLOCKS);
  for (let b = 0; b < BLOCKS; b++) {
    let left = sum;
    for (let i = tallies.blockStart[b]; i < tallies.blockStart[b + 1]; i++) {
      const t = tallies.blockTypes[i];
      const count = tallies.counts[t];
      left += term(t, count - tallies.blockCounts[i]) - term(t, count);
    }
    without[b] = tallies.totalByBlock[b] > 0 ? left : Number.NaN;
  }
  return { sum, without };
}
