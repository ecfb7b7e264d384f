import type { Cloud } from './cloud.ts';
import { eachPair, type Placed, squaredDistance } from './distances.ts';
import { type Neighbours, neighboursWithin } from './neighbours.ts';

/** Neighbours beyond the k-th that are kept to say what the k-th is without a block. */
const BEYOND = 6;

/** Balls about the rows of a cloud, each reaching to the row's k-th nearest neighbour. */
export interface Manifold {
  readonly cloud: Cloud;
  readonly placed: Placed;
  readonly k: number;
  /** Squared radius of each ball. */
  readonly square: Float64Array;
  /** The largest squared radius that the ball has when a block is left out. */
  readonly widest: Float64Array;
  readonly neighbours: Neighbours;
}

/** Undefined for a cloud of k rows or fewer. */
export function manifoldOf(cloud: Cloud, placed: Placed, k: number): Manifold | undefined {
  if (cloud.count <= k) return undefined;
  const neighbours = neighboursWithin(placed, k + BEYOND);
  const square = Float64Array.from(
    { length: cloud.count },
    (_, j) => neighbours.square[j * neighbours.length + k - 1],
  );
  const manifold = { cloud, placed, k, square, neighbours, widest: square };
  const widest = square.map((own, j) => {
    let most = own;
    for (const block of nearBlocks(manifold, j)) most = Math.max(most, radiusWithout(manifold, j, block));
    return most;
  });
  return { ...manifold, widest };
}

/** The blocks of the k nearest neighbours of row j: leaving out any other leaves its ball as it is. */
export function nearBlocks({ cloud, k, neighbours }: Manifold, j: number): Set<number> {
  const { length, index } = neighbours;
  return new Set(Array.from(index.subarray(j * length, j * length + k), (row) => cloud.blocks[row]));
}

/**
 * Squared radius of row j's ball when the rows of `block` are left out. Where nearly all near rows lie in that block, the farthest that
 * was kept stands in: too small rather than too large.
 */
export function radiusWithout({ cloud, k, neighbours }: Manifold, j: number, block: number): number {
  const { length, index, square } = neighbours;
  let left = k;
  for (let n = 0; n < length; n++) {
    if (cloud.blocks[index[j * length + n]] === block) continue;
    if (--left === 0) return square[j * length + n];
  }
  return square[(j + 1) * length - 1];
}

/** What the rows of one cloud and the balls of another have to do with each other. */
export interface Overlap {
  /** By human row: generated rows in its ball. */
  readonly inside: Float64Array;
  /** By human row: generated balls that hold it. */
  readonly holding: Float64Array;
  /** By generated row: human balls that hold it. */
  readonly density: Float64Array;
  /** By human row, bit by block: covered when that block of the generated rows is left out. */
  readonly covered: BlockBits;
  /** By human row, bit by block: in a generated ball when that block is left out. */
  readonly recalled: BlockBits;
}

/** 64 bits a row. */
export class BlockBits {
  readonly low: Int32Array;
  readonly high: Int32Array;

  constructor(rows: number) {
    this.low = new Int32Array(rows);
    this.high = new Int32Array(rows);
  }

  set(row: number, block: number): void {
    if (block < 32) this.low[row] |= 1 << block;
    else this.high[row] |= 1 << (block - 32);
  }

  setAllBut(row: number, block: number): void {
    this.low[row] |= block < 32 ? ~(1 << block) : -1;
    this.high[row] |= block < 32 ? -1 : ~(1 << (block - 32));
  }

  /** Rows that have the bit of `block`. */
  count(block: number): number {
    const bits = block < 32 ? this.low : this.high;
    const mask = 1 << (block & 31);
    let n = 0;
    for (let i = 0; i < bits.length; i++) if (bits[i] & mask) n++;
    return n;
  }
}

/** Holds every human row against every generated one. */
export function overlapOf(human: Manifold, generated: Manifold): Overlap {
  const overlap: Overlap = {
    inside: new Float64Array(human.cloud.count),
    holding: new Float64Array(human.cloud.count),
    density: new Float64Array(generated.cloud.count),
    covered: new BlockBits(human.cloud.count),
    recalled: new BlockBits(human.cloud.count),
  };
  const near = reach(human.square, human.placed.slack);
  const far = reach(generated.widest, generated.placed.slack);
  const { slack: a } = human.placed;
  const { slack: b } = generated.placed;
  eachPair(human.placed, generated.placed, (i, j, square) => {
    if (square >= near[i] + b[j] && square >= far[j] + a[i]) return;
    const slack = a[i] + b[j];
    const sure =
      Math.abs(square - human.square[i]) > slack &&
      (square < generated.square[j] - slack || square > generated.widest[j] + slack);
    meet(
      human,
      generated,
      overlap,
      i,
      j,
      sure ? square : squaredDistance(human.cloud, i, generated.cloud, j),
    );
  });
  return overlap;
}

/** A ball of radius 0 holds nothing. */
function reach(square: Float64Array, slack: Float64Array): Float64Array {
  return square.map((s, i) => (s > 0 ? s + slack[i] : Number.NEGATIVE_INFINITY));
}

function meet(
  human: Manifold,
  generated: Manifold,
  overlap: Overlap,
  i: number,
  j: number,
  square: number,
): void {
  const block = generated.cloud.blocks[j];
  if (square < human.square[i]) {
    overlap.inside[i]++;
    overlap.density[j]++;
    overlap.covered.setAllBut(i, block);
  }
  if (square < generated.square[j]) {
    overlap.holding[i]++;
    overlap.recalled.setAllBut(i, block);
  } else if (square < generated.widest[j]) {
    for (const other of nearBlocks(generated, j))
      if (other !== block && square < radiusWithout(generated, j, other)) overlap.recalled.set(i, other);
  }
}
