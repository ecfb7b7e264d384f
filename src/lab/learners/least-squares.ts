/**
 * A Householder factorisation Q R of a design, row-major n x d with n >= d (Golub and Van Loan 2013, section 5.2): backward
 * stable, and made once for many right-hand sides. Undefined where the columns are dependent to rounding error.
 */
export class LeastSquares {
  readonly rows: number;
  readonly features: number;
  /** Below and on the diagonal the reflectors, by column; above it R. */
  readonly #columns: Float64Array[];
  /** The diagonal of R. */
  readonly #diagonal: Float64Array;
  /** 2 / |v|^2 of each reflector. */
  readonly #scales: Float64Array;

  private constructor(columns: Float64Array[], diagonal: Float64Array, scales: Float64Array) {
    this.rows = columns[0].length;
    this.features = columns.length;
    this.#columns = columns;
    this.#diagonal = diagonal;
    this.#scales = scales;
  }

  static of(design: ArrayLike<number>, features: number): LeastSquares | undefined {
    const n = design.length / features;
    const columns = Array.from({ length: features }, (_, j) =>
      Float64Array.from({ length: n }, (_, i) => design[i * features + j]),
    );
    const diagonal = new Float64Array(features);
    const scales = new Float64Array(features);
    for (let k = 0; k < features; k++) {
      const column = columns[k];
      const before = Math.sqrt(squares(column, 0));
      const norm = Math.sqrt(squares(column, k));
      // What is left of a column that the others span is rounding error.
      if (!(norm > 1e-12 * before && norm < Infinity)) return undefined;
      diagonal[k] = column[k] > 0 ? -norm : norm;
      column[k] -= diagonal[k];
      scales[k] = 2 / squares(column, k);
      for (let j = k + 1; j < features; j++) reflect(column, scales[k], columns[j], k);
    }
    return new LeastSquares(columns, diagonal, scales);
  }

  /** The coefficients nearest to `labels`, which are overwritten. */
  solve(labels: Float64Array): Float64Array {
    const d = this.features;
    for (let k = 0; k < d; k++) reflect(this.#columns[k], this.#scales[k], labels, k);
    const out = new Float64Array(d);
    for (let i = d - 1; i >= 0; i--) {
      let sum = labels[i];
      for (let j = i + 1; j < d; j++) sum -= this.#columns[j][i] * out[j];
      out[i] = sum / this.#diagonal[i];
    }
    return out;
  }
}

function squares(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

/** Applies the reflector in `v[from, ...)` to `values`. */
function reflect(v: Float64Array, scale: number, values: Float64Array, from: number): void {
  let dot = 0;
  for (let i = from; i < v.length; i++) dot += v[i] * values[i];
  dot *= scale;
  for (let i = from; i < v.length; i++) values[i] -= dot * v[i];
}
