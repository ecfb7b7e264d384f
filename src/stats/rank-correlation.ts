/** Mid-ranks of the numbers that are there, 1 to their number, ties sharing their mean; NaN where there is none. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  const order = Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b]);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** Sums of which rank correlations are formed, so that they can be added and taken away. */
export interface RankSums {
  /** Row-major d x d: products of centred ranks over rows that have both columns. */
  readonly products: Float64Array;
  /** Squares of column i's centred ranks over rows that have column j too. */
  readonly squares: Float64Array;
}

export function rankSums(d: number): RankSums {
  return { products: new Float64Array(d * d), squares: new Float64Array(d * d) };
}

/** Adds one row of centred ranks, NaN where there is none. */
export function addRow({ products, squares }: RankSums, row: ArrayLike<number>): void {
  const d = row.length;
  for (let i = 0; i < d; i++) {
    const x = row[i];
    if (Number.isNaN(x)) continue;
    for (let j = 0; j < d; j++) {
      const y = row[j];
      if (Number.isNaN(y)) continue;
      products[i * d + j] += x * y;
      squares[i * d + j] += x * x;
    }
  }
}

/**
 * Spearman's rank correlations (Spearman 1904) of d columns by pairs of rows that have both, from sums of ranks that are centred
 * over all rows; with `without`, of the rows but those. NaN where a column does not vary.
 */
export function rankCorrelations(sums: RankSums, d: number, without?: RankSums): Float64Array {
  const at = (lane: keyof RankSums, k: number) => sums[lane][k] - (without?.[lane][k] ?? 0);
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const scale = Math.sqrt(at('squares', i * d + j) * at('squares', j * d + i));
      out[i * d + j] = scale > 1e-9 ? at('products', i * d + j) / scale : Number.NaN;
    }
  }
  return out;
}

/**
 * Root mean square of the differences of two correlation matrices over the pairs i < j that both have: their Frobenius distance
 * over the root of the number of entries. Undefined where there is no pair.
 */
export function correlationDistance(a: Float64Array, b: Float64Array, d: number): number | undefined {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < d; i++) {
    for (let j = i + 1; j < d; j++) {
      const difference = a[i * d + j] - b[i * d + j];
      if (Number.isNaN(difference)) continue;
      sum += difference * difference;
      pairs++;
    }
  }
  return pairs === 0 ? undefined : Math.sqrt(sum / pairs);
}
