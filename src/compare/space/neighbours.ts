import type { Rows } from '../../stats/pairwise.ts';
import { meanOf } from './cloud.ts';
import { eachPair, type Placed, placed, slackUnit, squaredDistance } from './distances.ts';

/** The nearest rows of each row, itself left out, nearest first. */
export interface Neighbours {
  /** How many a row has. */
  readonly length: number;
  readonly index: Int32Array;
  /** Exact squared distances. */
  readonly square: Float64Array;
}

/** More rows are looked at than kept, so that rounding does not lose one. */
const SPARE = 3;

/** The `length` nearest other rows of each row; fewer where there are not as many. */
export function neighboursWithin({ given }: Placed, length: number): Neighbours {
  // About their own mean: rows that lie close together far from the common origin are told apart.
  const rows = placed(given, meanOf(given));
  const most = Math.min(length, given.count - 1);
  const lists = new NearestLists(given.count, Math.min(length + SPARE, given.count - 1));
  eachPair(rows, rows, (i, j, square) => {
    if (square < lists.worst[i]) lists.insert(i, j, square);
    if (square < lists.worst[j]) lists.insert(j, i, square);
  });
  return exactly(lists, rows, rows, most);
}

/** The `length` nearest rows of `others` for each row. */
export function nearestAmong(rows: Placed, others: Placed, length = 1): Neighbours {
  const most = Math.min(length, others.given.count);
  const lists = new NearestLists(rows.given.count, Math.min(length + SPARE, others.given.count));
  eachPair(rows, others, (i, j, square) => {
    if (square < lists.worst[i]) lists.insert(i, j, square);
  });
  return exactly(lists, rows, others, most);
}

/** Products that are spent on rows of which float32 could not tell the nearest; rows beyond are left as they were found. */
const MOST_PRODUCTS = 2 ** 28;

/** Measures the candidates again in doubles, and keeps the nearest; of equal distances the lower index. */
function exactly(lists: NearestLists, rows: Placed, others: Placed, length: number): Neighbours {
  const { count, dimension } = rows.given;
  const index = new Int32Array(count * length);
  const square = new Float64Array(count * length);
  let spare = Math.floor(MOST_PRODUCTS / Math.max(1, others.given.count * (dimension + 16)));
  for (let i = 0; i < count; i++) {
    let found = measured(rows.given, i, others.given, lists.of(i));
    const farthest = found[length - 1]?.square ?? 0;
    if (found.length < others.given.count && !isSure(lists.worst[i], rows, i, farthest) && spare-- > 0)
      found = measured(rows.given, i, others.given, notFarther(rows, i, others, farthest));
    for (let n = 0; n < length; n++) {
      index[i * length + n] = found[n].j;
      square[i * length + n] = found[n].square;
    }
  }
  return { length, index, square };
}

/** All rows of `others` at most so far away; of row i's own set all but itself. */
function notFarther(rows: Placed, i: number, others: Placed, farthest: number): number[] {
  const near: number[] = [];
  for (let j = 0; j < others.given.count; j++) {
    if (rows === others && j === i) continue;
    if (squaredDistance(rows.given, i, others.given, j) <= farthest) near.push(j);
  }
  return near;
}

function measured(
  rows: Rows,
  i: number,
  others: Rows,
  candidates: readonly number[],
): { j: number; square: number }[] {
  return candidates
    .map((j) => ({ j, square: squaredDistance(rows, i, others, j) }))
    .sort((a, b) => a.square - b.square || a.j - b.j);
}

/**
 * True where no row that was left out can be nearer than `farthest`, the last that is kept: what is as near as that is hardly longer than
 * row i, so that its product form is hardly less exact, and would have stayed below `worst`. Of copies none is nearer than another.
 */
function isSure(worst: number, { squares, slack, given }: Placed, i: number, farthest: number): boolean {
  const longest = Math.sqrt(squares[i]) + Math.sqrt(farthest);
  return farthest === 0 || farthest + slack[i] + slackUnit(given.dimension) * longest ** 2 <= worst;
}

/** For each row the nearest so far, sorted. */
class NearestLists {
  /** Distance above which a row does not enter. */
  readonly worst: Float64Array;
  readonly #length: number;
  readonly #index: Int32Array;
  readonly #square: Float64Array;

  constructor(count: number, length: number) {
    this.#length = length;
    this.worst = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.#index = new Int32Array(count * length).fill(-1);
    this.#square = new Float64Array(count * length).fill(Number.POSITIVE_INFINITY);
  }

  insert(i: number, j: number, square: number): void {
    const first = i * this.#length;
    let at = first + this.#length - 1;
    while (at > first && this.#square[at - 1] > square) {
      this.#square[at] = this.#square[at - 1];
      this.#index[at] = this.#index[at - 1];
      at--;
    }
    this.#square[at] = square;
    this.#index[at] = j;
    this.worst[i] = this.#square[first + this.#length - 1];
  }

  of(i: number): number[] {
    return [...this.#index.subarray(i * this.#length, (i + 1) * this.#length)].filter((j) => j >= 0);
  }
}
