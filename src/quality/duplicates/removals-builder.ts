import type { Hash64 } from '../../base/hash.ts';
import { Doubling } from './doubling.ts';
import { REASONS, type Reason, type RemovalColumns } from './removals.ts';
import type { SharedRun } from './run-index.ts';
import { inShared } from './shared-memory.ts';
import { StringColumn } from './string-column.ts';

/** What stays in the stead of a removed example. */
export interface Kept {
  readonly id: string;
  readonly hash?: Hash64;
}

/** Gathers removals, in the order of the examples. */
export class RemovalsBuilder {
  readonly #example = new Doubling(new Uint32Array(1 << 8));
  readonly #reason = new Doubling(new Uint8Array(1 << 8));
  readonly #kept = new Doubling(new Uint32Array(1 << 8));
  readonly #similarity = new Doubling(new Float32Array(1 << 8));
  readonly #ids = new StringColumn();
  readonly #hash = new Doubling(new Uint32Array(1 << 8));
  readonly #runs = new Map<number, readonly SharedRun[]>();
  #length = 0;

  /** Enters what stays; many removals may name it by the number given. */
  keep({ id, hash }: Kept): number {
    const place = this.#ids.length;
    const hashes = this.#hash.room(2 * place + 2);
    hashes[2 * place] = hash?.hi ?? 0;
    hashes[2 * place + 1] = hash?.lo ?? 0;
    this.#ids.add(id);
    return place;
  }

  remove(
    example: number,
    reason: Reason,
    kept: number,
    similarity: number | undefined,
    runs?: readonly SharedRun[],
  ): void {
    const index = this.#length++;
    this.#example.room(index + 1)[index] = example;
    this.#reason.room(index + 1)[index] = REASONS.indexOf(reason);
    this.#kept.room(index + 1)[index] = kept;
    this.#similarity.room(index + 1)[index] = similarity ?? Number.NaN;
    if (runs !== undefined) this.#runs.set(index, runs);
  }

  /** The columns, in shared memory, so that threads need no copies. */
  finish(): RemovalColumns {
    const n = this.#length;
    const { bytes, end } = this.#ids.columns();
    return {
      example: inShared(Uint32Array, this.#example.values.subarray(0, n)),
      reason: inShared(Uint8Array, this.#reason.values.subarray(0, n)),
      kept: inShared(Uint32Array, this.#kept.values.subarray(0, n)),
      similarity: inShared(Float32Array, this.#similarity.values.subarray(0, n)),
      keptIds: inShared(Uint8Array, bytes),
      keptEnd: inShared(Float64Array, end),
      keptHash: inShared(Uint32Array, this.#hash.values.subarray(0, 2 * end.length)),
      runs: this.#runs,
    };
  }
}
