/** Rows kept of a table: as many as tell a share of 5% within a twentieth of itself. */
export const ROWS = 1 << 13;

/** One row of the sample. */
export interface SampledRow {
  /** Hash of the example's id: the sample holds the rows of lowest hash. */
  readonly hi: number;
  readonly lo: number;
  readonly block: number;
  /** Finite numbers by column; a column without one has no entry. */
  readonly values: ReadonlyMap<string, number>;
}

function compareRows(a: SampledRow, b: SampledRow): number {
  return a.hi - b.hi || a.lo - b.lo || a.block - b.block || compareValues(a.values, b.values);
}

/** Rows of one id: whatever tells them apart orders them. No number comes before any. */
function compareValues(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  for (const column of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    const x = a.get(column);
    const y = b.get(column);
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    return x - y;
  }
  return 0;
}

/** The rows of lowest hash, in order of hash: whichever way they came together (bottom-k sampling, Cohen and Kaplan 2007). */
export function firstRowsOf(rows: readonly SampledRow[]): SampledRow[] {
  return [...rows].sort(compareRows).slice(0, ROWS);
}

/** A sample while it grows. */
export class RowSampler {
  #rows: SampledRow[] = [];
  #cut = Number.POSITIVE_INFINITY;

  /** True where a row with this hash lane may still enter. */
  wants(hi: number): boolean {
    return hi <= this.#cut;
  }

  add(row: SampledRow): void {
    this.#rows.push(row);
    if (this.#rows.length < 2 * ROWS) return;
    this.#rows = firstRowsOf(this.#rows);
    this.#cut = this.#rows[ROWS - 1].hi;
  }

  rows(): SampledRow[] {
    return firstRowsOf(this.#rows);
  }
}
