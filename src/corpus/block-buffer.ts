/** A piece of an output: records one after the other. A plain value; its bytes belong to whoever gets it. */
export interface EncodedBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each record ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** A block is full at this many bytes. */
export const BLOCK_BYTES = 1 << 20;

/** Gathers encoded records into blocks. */
export class BlockBuffer {
  #bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES + (BLOCK_BYTES >> 2));
  #length = 0;
  #ends: number[] = [];

  /** Bytes gathered. */
  get length(): number {
    return this.#length;
  }

  get full(): boolean {
    return this.#length >= BLOCK_BYTES;
  }

  bytes(piece: Uint8Array, start = 0, end = piece.length): void {
    this.#reserve(end - start);
    this.#bytes.set(start === 0 && end === piece.length ? piece : piece.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  text(piece: string): void {
    this.#reserve(piece.length * 3);
    this.#length += this.#bytes.write(piece, this.#length);
  }

  /** Says that a record ends here. */
  end(): void {
    this.#ends.push(this.#length);
  }

  /** All that was gathered, or undefined where there is nothing. */
  take(): EncodedBlock | undefined {
    if (this.#length === 0) return undefined;
    const bytes = new Uint8Array(this.#bytes.subarray(0, this.#length));
    const ends = Uint32Array.from(this.#ends);
    this.#length = 0;
    this.#ends = [];
    return { bytes, ends };
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
