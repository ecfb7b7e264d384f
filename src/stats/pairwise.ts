import { LEFT, RIGHT } from './wasm/dot-products.ts';
import { kernelsOver } from './wasm/kernels.ts';

/** Rows of float32 numbers, row-major. */
export interface Rows {
  readonly count: number;
  readonly dimension: number;
  readonly data: Float32Array;
}

/** Inner products of rows `i0` to `i0 + rows` of the left with rows `j0` to `j0 + columns` of the right; entry (i, j) at `i * stride + j`. */
export interface Tile {
  readonly i0: number;
  readonly j0: number;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly dots: Float32Array;
}

const TILE_ROWS = 128;
const TILE_COLUMNS = 256;

/**
 * All inner products of the rows of `a` with those of `b`, tile by tile, in float32; `visit` is called for each tile, whose array is used
 * again. With `halved`, a and b are the same and tiles that lie wholly below the diagonal are left out.
 */
export function eachTile(a: Rows, b: Rows, visit: (tile: Tile) => void, halved = false): void {
  if (a.count === 0 || b.count === 0) return;
  const width = Math.ceil(a.dimension / 4) * 4;
  const rowBytes = width * 4;
  const right = TILE_ROWS * rowBytes;
  const out = right + TILE_COLUMNS * rowBytes;
  const { buffer, dotFloats } = kernelsOver(out + TILE_ROWS * TILE_COLUMNS * 4);
  const leftRows = new Float32Array(buffer, 0, TILE_ROWS * width);
  const rightRows = new Float32Array(buffer, right, TILE_COLUMNS * width);
  const dots = new Float32Array(buffer, out, TILE_ROWS * TILE_COLUMNS);
  for (let j0 = 0; j0 < b.count; j0 += TILE_COLUMNS) {
    const columns = place(b, j0, TILE_COLUMNS, rightRows, width);
    for (let i0 = 0; i0 < a.count; i0 += TILE_ROWS) {
      if (halved && i0 >= j0 + columns) break;
      const rows = place(a, i0, TILE_ROWS, leftRows, width);
      dotFloats(0, right, out, rowBytes, ceil(rows, LEFT), ceil(columns, RIGHT), TILE_COLUMNS * 4);
      visit({ i0, j0, rows, columns, stride: TILE_COLUMNS, dots });
    }
  }
}

function ceil(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}

/** Copies rows from `first` on; gives how many there are. What is left of earlier rows is multiplied, but not looked at. */
function place(
  { count, dimension, data }: Rows,
  first: number,
  most: number,
  into: Float32Array,
  width: number,
): number {
  const rows = Math.min(most, count - first);
  if (width === dimension) into.set(data.subarray(first * dimension, (first + rows) * dimension));
  else
    for (let r = 0; r < rows; r++)
      into.set(data.subarray((first + r) * dimension, (first + r + 1) * dimension), r * width);
  return rows;
}
