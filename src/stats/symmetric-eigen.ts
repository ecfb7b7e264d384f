import { type Kernels, kernelsOver } from './wasm/kernels.ts';

/** Eigenvalues, largest first, and their vectors as the rows of a row-major matrix. */
export interface Eigen {
  readonly values: Float64Array;
  /** Empty where none were asked for. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric row-major n x n matrix: Householder reduction to tridiagonal form, then implicit QL
 * steps (Golub and Van Loan 2013, sections 8.3 and 8.4; Bowdler, Martin, Reinsch and Wilkinson 1968). Made for hundreds of
 * rows and more; `symmetricEigenvalues` in `eigen.ts` is simpler. Undefined where an element is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number, vectors = true): Eigen | undefined {
  for (const value of matrix) if (!Number.isFinite(value)) return undefined;
  if (n === 0) return { values: new Float64Array(0), vectors: new Float64Array(0) };
  const work = new Workspace(matrix, n, vectors);
  work.reduce();
  if (vectors) work.accumulate();
  work.diagonalise(vectors);
  return work.sorted(vectors);
}

const MOST_STEPS = 60;

/** Elements below this share of the largest are 0: nearer to the least of doubles they would have lost their digits. */
const TINY = 2 ** -960;

/** A power of two near the largest element, by which a division is exact; as LAPACK's drivers do. */
function unitOf(matrix: Float64Array): number {
  let largest = 0;
  for (const value of matrix) largest = Math.max(largest, Math.abs(value));
  return largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}

/** The matrix, padded with zeros to a multiple of four, in the kernels' memory. */
class Workspace {
  readonly #n: number;
  readonly #width: number;
  readonly #kernels: Kernels;
  readonly #a: Float64Array;
  /** Rows of the transposed product of reflections, then of rotations. */
  readonly #q: Float64Array;
  readonly #diagonal: Float64Array;
  readonly #beside: Float64Array;
  readonly #factor: Float64Array;
  /** Two rows that the matrix is multiplied with: the reflection, and one that is not used. */
  readonly #v: Float64Array;
  readonly #w: Float64Array;
  readonly #products: Float64Array;
  /** What the elements are held in units of. */
  readonly #unit: number;

  constructor(matrix: Float64Array, n: number, vectors: boolean) {
    const width = Math.ceil(n / 4) * 4;
    const square = width * width * 8;
    const rows = square * (vectors ? 2 : 1);
    this.#n = n;
    this.#width = width;
    this.#kernels = kernelsOver(rows + 5 * width * 8);
    const { buffer } = this.#kernels;
    this.#a = new Float64Array(buffer, 0, width * width);
    this.#q = new Float64Array(buffer, vectors ? square : 0, width * width);
    this.#v = new Float64Array(buffer, rows, 2 * width);
    this.#w = new Float64Array(buffer, rows + 2 * width * 8, width);
    this.#products = new Float64Array(buffer, rows + 3 * width * 8, 2 * width);
    this.#diagonal = new Float64Array(n);
    this.#beside = new Float64Array(n);
    this.#factor = new Float64Array(n);
    this.#unit = unitOf(matrix);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) this.#a[i * width + j] = matrix[i * n + j] / this.#unit;
  }

  /** Tridiagonal form; row k of the matrix keeps the k-th reflection. */
  reduce(): void {
    const n = this.#n;
    const a = this.#a;
    for (let k = 0; k < n; k++) {
      this.#diagonal[k] = a[k * this.#width + k];
      if (k < n - 2) this.#reflect(k);
      else if (k === n - 2) this.#beside[k] = a[k * this.#width + k + 1];
    }
  }

  #reflect(k: number): void {
    const width = this.#width;
    const row = this.#a.subarray(k * width, (k + 1) * width);
    let scale = 0;
    for (let j = k + 1; j < this.#n; j++) scale = Math.max(scale, Math.abs(row[j]));
    if (scale < TINY) return;
    let square = 0;
    for (let j = k + 1; j < this.#n; j++) square += (row[j] / scale) ** 2;
    const length = scale * Math.sqrt(square);
    const first = row[k + 1];
    const head = first >= 0 ? first + length : first - length;
    this.#beside[k] = first >= 0 ? -length : length;
    // The reflection I - beta v v' with v = (1, x_2 / head, ...).
    const beta = head / (first >= 0 ? length : -length);
    this.#factor[k] = beta;
    this.#v.fill(0);
    this.#v[k + 1] = 1;
    for (let j = k + 2; j < this.#n; j++) this.#v[j] = row[j] / head;
    this.#update(k, beta);
    row.set(this.#v.subarray(k + 1, this.#n), k + 1);
  }

  /** A - v w' - w v' on the rows and columns after k. */
  #update(k: number, beta: number): void {
    const width = this.#width;
    const n = this.#n;
    // Columns before the reflection are 0 in v: rows are taken from a multiple of four on.
    const from = Math.floor((k + 1) / 4) * 4;
    const { dotDoubles, subtract } = this.#kernels;
    // Rows of the kernel's operands lie as far apart as they are long: the whole width is multiplied, where v is 0 before `from`.
    const out = this.#products.byteOffset + from * 16;
    dotDoubles(from * width * 8, this.#v.byteOffset, out, width * 8, width - from, 2, 16);
    let along = 0;
    for (let i = k + 1; i < n; i++) along += beta * this.#products[2 * i] * this.#v[i];
    this.#w.fill(0);
    for (let i = k + 1; i < n; i++)
      this.#w[i] = beta * this.#products[2 * i] - 0.5 * beta * along * this.#v[i];
    const bytes = (width - from) * 8;
    const v = this.#v.byteOffset + from * 8;
    const w = this.#w.byteOffset + from * 8;
    for (let i = k + 1; i < n; i++) subtract((i * width + from) * 8, w, v, bytes, this.#v[i], this.#w[i]);
  }

  /** The product of the reflections: its transpose, row by row. */
  accumulate(): void {
    const n = this.#n;
    const width = this.#width;
    const q = this.#q;
    for (let i = 0; i < n; i++) q[i * width + i] = 1;
    const { subtract } = this.#kernels;
    const base = q.byteOffset;
    const sum = this.#w.byteOffset;
    for (let k = n - 3; k >= 0; k--) {
      const beta = this.#factor[k];
      if (beta === 0) continue;
      const from = Math.floor((k + 1) / 4) * 4;
      const bytes = (width - from) * 8;
      const v = (i: number) => (i < n ? this.#a[k * width + i] : 0);
      this.#w.fill(0);
      for (let i = k + 1; i < n; i += 2) {
        const next = i + 1 < n ? i + 1 : i;
        subtract(
          sum + from * 8,
          base + (i * width + from) * 8,
          base + (next * width + from) * 8,
          bytes,
          -v(i),
          next === i ? 0 : -v(next),
        );
      }
      for (let i = k + 1; i < n; i++)
        subtract(base + (i * width + from) * 8, sum + from * 8, sum + from * 8, bytes, beta * v(i), 0);
    }
    transposeInPlace(q, width);
  }

  /** Implicit QL steps with Wilkinson's shift; rotations act on pairs of rows. */
  diagonalise(vectors: boolean): void {
    const d = this.#diagonal;
    const e = this.#beside;
    for (let l = 0; l < this.#n; l++) {
      for (let step = 0; step < MOST_STEPS; step++) {
        const m = this.#nextSplit(l);
        if (m === l) break;
        qlStep(d, e, l, m, vectors ? this.#rotation() : undefined);
      }
    }
  }

  #nextSplit(l: number): number {
    const d = this.#diagonal;
    let m = l;
    while (m < this.#n - 1) {
      const size = Math.abs(d[m]) + Math.abs(d[m + 1]);
      if (Math.abs(this.#beside[m]) <= Math.max(TINY, Number.EPSILON * size)) break;
      m++;
    }
    return m;
  }

  #rotation(): (i: number, c: number, s: number) => void {
    const { rotate } = this.#kernels;
    const base = this.#q.byteOffset;
    const bytes = this.#width * 8;
    return (i, c, s) => rotate(base + i * bytes, base + (i + 1) * bytes, 0, bytes, c, s);
  }

  sorted(vectors: boolean): Eigen {
    const n = this.#n;
    const order = Array.from({ length: n }, (_, i) => i).sort(
      (i, j) => this.#diagonal[j] - this.#diagonal[i],
    );
    const rows = new Float64Array(vectors ? n * n : 0);
    if (vectors)
      order.forEach((from, to) => {
        rows.set(this.#q.subarray(from * this.#width, from * this.#width + n), to * n);
      });
    return { values: Float64Array.from(order, (i) => this.#diagonal[i] * this.#unit), vectors: rows };
  }
}

/** One implicit QL sweep over rows l to m of the tridiagonal matrix with diagonal d and neighbours e. */
function qlStep(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  turn: ((i: number, c: number, s: number) => void) | undefined,
): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l]);
  let r = Math.hypot(g, 1);
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    turn?.(i, c, s);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

function transposeInPlace(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const kept = a[i * n + j];
      a[i * n + j] = a[j * n + i];
      a[j * n + i] = kept;
    }
}
