import { squaredLengths } from '../../stats/k-means.ts';
import { eachTile, type Rows } from '../../stats/pairwise.ts';
import { centred } from './cloud.ts';

/**
 * Rows made ready for squared distances: moved by one common vector, so that the product form |x|^2 + |y|^2 - 2 x.y loses little in
 * float32. Where that form cannot decide a comparison, the distance of the rows as given is taken in doubles: comparisons are exact.
 */
export interface Placed {
  readonly given: Rows;
  readonly moved: Rows;
  readonly squares: Float64Array;
  /** How far off half of a product form may be, by row: the bound of a pair is the sum of both. */
  readonly slack: Float64Array;
}

/** `origin`: the same for all rows that are held against each other. */
export function placed(given: Rows, origin: Float64Array): Placed {
  const moved = { ...given, data: Float32Array.from(centred(given, origin)) };
  const squares = squaredLengths(moved);
  const unit = slackUnit(given.dimension);
  return { given, moved, squares, slack: squares.map((square) => square * unit) };
}

/** Slack of a row of squared length 1. The dot product's rounding grows with the terms of a lane; the rest covers moving the rows to float32. */
export function slackUnit(dimension: number): number {
  return (dimension / 4 + 16) * 2 ** -22;
}

/** Squared Euclidean distance of row i of `a` and row j of `b`, in doubles. */
export function squaredDistance(a: Rows, i: number, b: Rows, j: number): number {
  const d = a.dimension;
  let sum = 0;
  for (let c = 0, p = i * d, q = j * d; c < d; c++, p++, q++) {
    const difference = a.data[p] - b.data[q];
    sum += difference * difference;
  }
  return sum;
}

/** Approximate squared distances of all pairs of rows, or of each pair of different rows of one set where `b` is `a`. */
export function eachPair(a: Placed, b: Placed, visit: (i: number, j: number, square: number) => void): void {
  const halved = a === b;
  eachTile(
    a.moved,
    b.moved,
    ({ i0, j0, rows, columns, stride, dots }) => {
      for (let r = 0; r < rows; r++) {
        const i = i0 + r;
        const own = a.squares[i];
        const from = halved ? Math.max(0, i + 1 - j0) : 0;
        for (let c = from; c < columns; c++)
          visit(i, j0 + c, own + b.squares[j0 + c] - 2 * dots[r * stride + c]);
      }
    },
    halved,
  );
}
