/** Bytes of an over-long row that are kept to show it. */
const HEAD_BYTES = 4096;

/**
 * Gathers a row that spans chunks. Pieces are copied once and joined once, so time is linear in the row; beyond `max`
 * bytes only the beginning is held.
 */
export class PieceBuffer {
  /** Bytes added since the last `take`. */
  length = 0;
  readonly #max: number;
  #pieces: Buffer[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** True where the row is longer than `max`: `take` then gives its beginning only. */
  get overflowed(): boolean {
    return this.length > this.#max;
  }

  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const before = this.length;
    this.length += bytes.length;
    if (!this.overflowed) {
      this.#pieces.push(Buffer.from(bytes));
    } else if (before <= this.#max) {
      const held = Buffer.concat([...this.#pieces, bytes.subarray(0, HEAD_BYTES)]);
      this.#pieces = [Buffer.from(held.subarray(0, HEAD_BYTES))];
    }
  }

  /** The row, and an empty buffer again. */
  take(): Buffer {
    const row = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.length = 0;
    return row;
  }
}
