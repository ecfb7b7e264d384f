/** Takes pieces of a fixed length from a stream of chunks. */
export class ByteCursor {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next `length` bytes, a copy; fewer where the stream ends before. */
  async take(length: number): Promise<Uint8Array> {
    const taken: Uint8Array[] = [];
    let held = 0;
    while (held < length && (await this.#more())) {
      // The slice of a Buffer would be a view.
      const part = new Uint8Array(this.#chunk.subarray(this.#at, this.#at + length - held));
      this.#at += part.length;
      held += part.length;
      taken.push(part);
    }
    return taken.length === 1 ? taken[0] : Buffer.concat(taken);
  }

  /** True where nothing is left. */
  async ended(): Promise<boolean> {
    return !(await this.#more());
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** A chunk of the source is valid until the next is asked for: it is copied before. */
  async #more(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }
}
