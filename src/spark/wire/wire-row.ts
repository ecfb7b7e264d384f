/**
 * What goes over a worker's streams, both ways: a row of an Arrow stream. `kind` says what it is:
 * - to a worker: `shard` (`meta` is the shard), `content` (bytes of a shard's file, from `meta.offset` on), `part` (a profile);
 *   `folder` (`meta.path`: where it may leave files);
 * - from it: `rows`, `notes`, `block`, `end`, `part` as the fragments of the engines, `written` (a file that it left), `progress`, `failed`;
 * - both ways, last: `trailer`, whose `meta.rows` counts the rows before it. A stream without one was cut.
 */
export interface WireRow {
  readonly kind: string;
  /** Place of the shard in the job; -1 where the row is of none. */
  readonly shard: number;
  /** A JSON value. */
  readonly meta: unknown;
  readonly data?: Uint8Array;
  /** Of a block: where each record ends in `data`. */
  readonly ends?: Uint32Array;
}

export const TRAILER = 'trailer';
