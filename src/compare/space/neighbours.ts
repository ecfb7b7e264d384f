import type { Rows } from '../../stats/pairwise.ts';
import { eachPair, type Placed, squaredDistance } from './distances.ts';

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
export function neighboursWithin(rows: Placed, length: number): Neighbours {
  const most = Math.min(length, rows.given.count - 1);
  const lists = new NearestLists(rows.given.count, Math.min(length + SPARE, rows.given.count - 1));
  eachPair(rows, rows, (i, j, square) => {
    if (square < lists.worst[i]) lists.insert(i, j, square);
    if (square < lists.worst[j]) lists.insert(j, i, square);
  });
  return exactly(lists, rows.given, rows.given, most);
}

/** The `length` nearest rows of `others` for each row. */
export function nearestAmong(rows: Placed, others: Placed, length = 1): Neighbours {
  const most = Math.min(length, others.given.count);
  const lists = new NearestLists(rows.given.count, Math.min(length + SPARE, others.given.count));
  eachPair(rows, others, (i, j, square) => {
    if (square < lists.worst[i]) lists.insert(i, j, square);
  });
  return exactly(lists, rows.given, others.given, most);
}

/** Measures the candidates again in doubles, and keeps the nearest; of equal distances the lower index. */
function exactly(lists: NearestLists, rows: Rows, others: Rows, length: number): Neighbours {
  const index = new Int32Array(rows.count * length);
  const square = new Float64Array(rows.count * length);
  for (let i = 0; i < rows.count; i++) {
    const found = lists.of(i).map((j) => ({ j, square: squaredDistance(rows, i, others, j) }));
    found.sort((a, b) => a.square - b.square || a.j - b.j);
    for (let n = 0; n < length; n++) {
      index[i * length + n] = found[n].j;
      square[i * length + n] = found[n].square;
    }
  }
  return { length, index, square };
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
