const encoder = new TextEncoder();
/** A mark at the beginning is a character of the string like any other. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Strings at rest as UTF-8, one after the other: a tenth of what as many strings of the engine take. Lone surrogates become U+FFFD. */
export class StringColumn {
  #bytes: Uint8Array;
  /** Doubles, because ends pass 2^32 before memory does. */
  #end: Float64Array;
  #length: number;

  constructor(
    bytes: Uint8Array = new Uint8Array(1 << 12),
    end: Float64Array = new Float64Array(1 << 8),
    length = 0,
  ) {
    this.#bytes = bytes;
    this.#end = end;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  add(text: string): void {
    const from = this.#reserve(text.length * 3);
    this.#end[this.#length++] = from + encoder.encodeInto(text, this.#bytes.subarray(from)).written;
  }

  /** Adds the string whose UTF-8 bytes these are. */
  addBytes(bytes: Uint8Array): void {
    const from = this.#reserve(bytes.length);
    this.#bytes.set(bytes, from);
    this.#end[this.#length++] = from + bytes.length;
  }

  at(index: number): string {
    // A copy: not every decoder takes shared memory.
    return decoder.decode(this.#bytes.slice(this.#start(index), this.#end[index]));
  }

  /** The bytes of all strings, and where each ends. */
  columns(): { bytes: Uint8Array; end: Float64Array } {
    const used = this.#start(this.#length);
    return { bytes: this.#bytes.subarray(0, used), end: this.#end.subarray(0, this.#length) };
  }

  #start(index: number): number {
    return index === 0 ? 0 : this.#end[index - 1];
  }

  #reserve(bytes: number): number {
    if (this.#length >= this.#end.length) {
      const end = new Float64Array(this.#end.length * 2 + 1);
      end.set(this.#end);
      this.#end = end;
    }
    const from = this.#start(this.#length);
    if (from + bytes > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(from + bytes, this.#bytes.length * 1.5));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    return from;
  }
}
