import { OutcrossError } from './errors.ts';

/** Grows as it is written. Integers are little-endian base-128 varints (Protocol Buffers' encoding). */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  /** An integer from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.#room(10);
    while (value > 127) {
      this.#bytes[this.#length++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.#bytes[this.#length++] = value;
  }

  /** An unsigned 32-bit integer in four bytes. */
  uint32(value: number): void {
    this.#room(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#length++] = (value >>> shift) & 255;
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written: a view, valid until the next write. */
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}

/** Reads what `ByteWriter` wrote. Throws `E_PROFILE` past the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.#at >= this.#bytes.length) throw truncated();
      const byte = this.#bytes[this.#at++];
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw outOfRange();
      if (byte < 128) return value;
      scale *= 128;
      if (scale > 2 ** 53) throw outOfRange();
    }
  }

  /** A varint from 0 to `most`. */
  atMost(most: number): number {
    const value = this.varint();
    if (value > most) throw outOfRange();
    return value;
  }

  uint32(): number {
    if (this.left < 4) throw truncated();
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= this.#bytes[this.#at++] << shift;
    return value >>> 0;
  }

  raw(length: number): Uint8Array {
    if (this.left < length) throw truncated();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A count of items that take at least `size` bytes each: refused before anything of that size is allocated. */
  countOf(size: number): number {
    const count = this.varint();
    if (count * size > this.left) throw truncated();
    return count;
  }
}

function outOfRange(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'the profile holds a number out of range', {
    hint: 'The file is damaged. Make it anew with `outcross profile`.',
  });
}

function truncated(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'the profile ends too early', {
    hint: 'The file is damaged or was cut short. Make it anew with `outcross profile`.',
  });
}
