import type { SharedRun } from './run-index.ts';
import { StringColumn } from './string-column.ts';

/**
 * Why an example goes. `exact`: the same tokens as another. `near`: in a cluster with another. `reference-exact`,
 * `reference-near`: so with an example of the reference. `reference-run`: shares a run of tokens with the reference.
 */
export const REASONS = ['exact', 'near', 'reference-exact', 'reference-near', 'reference-run'] as const;
export type Reason = (typeof REASONS)[number];

/** One example that goes. */
export interface Removal {
  readonly reason: Reason;
  /** Name of the cluster: the exact hash of the text that stays, 16 hexadecimal digits. None where it goes because of a reference. */
  readonly cluster?: string;
  /** Id of the example that stays in its stead, or of the example of the reference. */
  readonly kept: string;
  /**
   * Estimated Jaccard similarity to that example, 0 to 1; 1 for exact duplicates. It may lie below the threshold where the two are
   * joined through others. None for a run.
   */
  readonly similarity?: number;
  /** What it shares with the reference. */
  readonly runs?: readonly SharedRun[];
}

/** All removals, as columns: what is sent to workers. */
export interface RemovalColumns {
  /** Examples that go, by their place in the corpus from 0, ascending. */
  readonly example: Uint32Array;
  /** Index into `REASONS`. */
  readonly reason: Uint8Array;
  /** Index of what stays. */
  readonly kept: Uint32Array;
  /** NaN where there is none. */
  readonly similarity: Float32Array;
  /** Ids of what stays, and exact hashes (hi, lo) of the texts. */
  readonly keptIds: Uint8Array;
  readonly keptEnd: Float64Array;
  readonly keptHash: Uint32Array;
  /** By index into these columns. */
  readonly runs: ReadonlyMap<number, readonly SharedRun[]>;
}

/** Reads the columns. */
export class Removals {
  readonly columns: RemovalColumns;
  readonly #ids: StringColumn;

  constructor(columns: RemovalColumns) {
    this.columns = columns;
    this.#ids = new StringColumn(columns.keptIds, columns.keptEnd, columns.keptEnd.length);
  }

  get length(): number {
    return this.columns.example.length;
  }

  /** Index of the first removal at `example` or after it. */
  from(example: number): number {
    const { example: examples } = this.columns;
    let low = 0;
    let high = examples.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (examples[middle] < example) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The removal of an example; undefined where it stays. */
  of(example: number): Removal | undefined {
    const index = this.from(example);
    return this.columns.example[index] === example ? this.at(index) : undefined;
  }

  at(index: number): Removal {
    const { reason, kept, similarity, keptHash, runs } = this.columns;
    const name = REASONS[reason[index]];
    const place = kept[index];
    const shared = runs.get(index);
    const value = similarity[index];
    return {
      reason: name,
      ...(name === 'exact' || name === 'near'
        ? { cluster: hex(keptHash[2 * place]) + hex(keptHash[2 * place + 1]) }
        : {}),
      kept: this.#ids.at(place),
      // Four digits: the estimate has no more, and a float would show digits of its own.
      ...(Number.isNaN(value) ? {} : { similarity: Math.round(value * 1e4) / 1e4 }),
      ...(shared === undefined ? {} : { runs: shared }),
    };
  }
}

function hex(lane: number): string {
  return lane.toString(16).padStart(8, '0');
}
