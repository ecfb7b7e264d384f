import { OutcrossError } from '../base/errors.ts';
import type { BucketGrid } from './bucket-grid.ts';

/** Buckets in rising order with their counts, all positive: the canonical form of a histogram. */
export interface BucketCounts {
  readonly buckets: Uint32Array;
  readonly counts: Float64Array;
}

/**
 * A mergeable histogram over a fixed grid, with integer counts up to 2^53: neither the order of values nor that of
 * merges leaves a trace. Quantiles are as accurate as the grid (Masson, Rim, Lee 2019).
 */
export class QuantileHistogram {
  readonly grid: BucketGrid;
  #total = 0;
  /** Counts of the buckets from `#first` on: the window that has been touched. */
  #counts = new Float64Array(0);
  #first = 0;

  constructor(grid: BucketGrid) {
    this.grid = grid;
  }

  /** How many values it holds. */
  get total(): number {
    return this.#total;
  }

  /** Adds `value`, `times` over. Throws `E_INTERNAL` for a value outside the grid or a `times` that is no count. */
  add(value: number, times = 1): this {
    this.#addTo(this.grid.index(value), times);
    return this;
  }

  /** Adds another histogram of the same grid; throws `E_MERGE` for a different one. */
  merge(other: QuantileHistogram): this {
    if (other.grid.id !== this.grid.id) {
      throw new OutcrossError('E_MERGE', `histograms of ${this.grid.id} and ${other.grid.id} do not merge`);
    }
    const counts = other.#counts;
    for (let i = 0; i < counts.length; i++) if (counts[i] > 0) this.#addTo(other.#first + i, counts[i]);
    return this;
  }

  /**
   * The value at rank `floor(q (total - 1))`, counted from 0 (the lower quantile of DDSketch, definition 1), `q` from 0
   * to 1. Undefined for an empty histogram.
   */
  quantile(q: number): number | undefined {
    if (this.#total === 0 || !(q >= 0 && q <= 1)) return undefined;
    const rank = Math.floor(q * (this.#total - 1));
    let seen = 0;
    let i = 0;
    while ((seen += this.#counts[i]) <= rank) i++;
    return this.grid.value(this.#first + i);
  }

  /** Upper less lower quartile; undefined for an empty histogram. */
  interquartileRange(): number | undefined {
    const lower = this.quantile(0.25);
    const upper = this.quantile(0.75);
    return lower === undefined || upper === undefined ? undefined : upper - lower;
  }

  encode(): BucketCounts {
    const used: number[] = [];
    for (let i = 0; i < this.#counts.length; i++) if (this.#counts[i] > 0) used.push(i);
    return {
      buckets: Uint32Array.from(used, (i) => this.#first + i),
      counts: Float64Array.from(used, (i) => this.#counts[i]),
    };
  }

  /** Inverse of `encode`; throws `E_FORMAT` for buckets that the grid does not have. */
  static decode(grid: BucketGrid, encoded: BucketCounts): QuantileHistogram {
    const histogram = new QuantileHistogram(grid);
    const { buckets, counts } = encoded;
    for (let i = 0; i < buckets.length; i++) {
      const count = counts[i];
      if (buckets[i] >= grid.size || !(count > 0) || (i > 0 && buckets[i] <= buckets[i - 1])) {
        throw new OutcrossError(
          'E_FORMAT',
          `bucket ${buckets[i]} with count ${count} does not fit ${grid.id}`,
        );
      }
      histogram.#addTo(buckets[i], count);
    }
    return histogram;
  }

  #addTo(bucket: number, times: number): void {
    const total = this.#total + times;
    if (!(Number.isInteger(times) && times >= 0 && total <= Number.MAX_SAFE_INTEGER)) {
      throw new OutcrossError('E_INTERNAL', `a histogram of ${this.#total} values cannot take ${times} more`);
    }
    if (times === 0) return;
    const at = bucket - this.#first;
    if (at < 0 || at >= this.#counts.length) this.#widen(bucket);
    this.#counts[bucket - this.#first] += times;
    this.#total = total;
  }

  /** Makes room for `bucket`, with a margin so that neighbours fit too. */
  #widen(bucket: number): void {
    const margin = 16;
    const empty = this.#counts.length === 0;
    const first = Math.max(0, Math.min(empty ? bucket : this.#first, bucket) - margin);
    const end = Math.min(this.grid.size, Math.max(this.#first + this.#counts.length, bucket + 1) + margin);
    const wider = new Float64Array(end - first);
    if (!empty) wider.set(this.#counts, this.#first - first);
    this.#counts = wider;
    this.#first = first;
  }
}
