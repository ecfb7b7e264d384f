import { LEFT, RIGHT } from './wasm/dot-products.ts';
import { kernelsOver } from './wasm/kernels.ts';

/** Rows of the right matrix that are held beside one strip of the left. */
const STRIP = 256;

/**
 * A B' for row-major doubles: `rows` and `columns` are the rows of A and of B, `depth` the numbers in each. Gives rows x columns, row-major.
 * Summed in a fixed order: the same on every platform.
 */
export function timesTransposed(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  depth: number,
): Float64Array {
  const width = Math.max(2, Math.ceil(depth / 2) * 2);
  const rowBytes = width * 8;
  const right = STRIP * rowBytes;
  const out = right + STRIP * rowBytes;
  const { buffer, dotDoubles } = kernelsOver(out + STRIP * STRIP * 8);
  const leftRows = new Float64Array(buffer, 0, STRIP * width);
  const rightRows = new Float64Array(buffer, right, STRIP * width);
  const dots = new Float64Array(buffer, out, STRIP * STRIP);
  const product = new Float64Array(rows * columns);
  for (let i0 = 0; i0 < rows; i0 += STRIP) {
    const m = place(a, i0, rows, depth, leftRows, width);
    for (let j0 = 0; j0 < columns; j0 += STRIP) {
      const n = place(b, j0, columns, depth, rightRows, width);
      dotDoubles(
        0,
        right,
        out,
        rowBytes,
        Math.ceil(m / LEFT) * LEFT,
        Math.ceil(n / RIGHT) * RIGHT,
        STRIP * 8,
      );
      for (let i = 0; i < m; i++)
        product.set(dots.subarray(i * STRIP, i * STRIP + n), (i0 + i) * columns + j0);
    }
  }
  return product;
}

function place(
  from: Float64Array,
  first: number,
  count: number,
  depth: number,
  into: Float64Array,
  width: number,
): number {
  const rows = Math.min(STRIP, count - first);
  for (let r = 0; r < rows; r++)
    into.set(from.subarray((first + r) * depth, (first + r + 1) * depth), r * width);
  return rows;
}

/** The transpose of a row-major matrix. */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}
