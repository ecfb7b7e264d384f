/**
 * Cuts a stream of text into lines. A line has at most `longest` characters, whatever comes: the rest of a longer one is let go, and
 * it ends with an ellipsis.
 */
export class Lines {
  readonly #longest: number;
  #open = '';
  #cut = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The lines that `text` completes. */
  add(text: string): string[] {
    const found: string[] = [];
    let at = 0;
    for (;;) {
      const end = text.indexOf('\n', at);
      this.#take(text, at, end < 0 ? text.length : end);
      if (end < 0) return found;
      found.push(this.#close());
      at = end + 1;
    }
  }

  /** What stands after the last line end, if anything does. */
  rest(): string[] {
    return this.#open === '' ? [] : [this.#close()];
  }

  #take(text: string, from: number, to: number): void {
    const room = this.#longest - this.#open.length;
    if (to - from > room) this.#cut = true;
    if (room > 0) this.#open += text.slice(from, Math.min(to, from + room));
  }

  #close(): string {
    const line = this.#cut ? `${this.#open.slice(0, -1)}\u2026` : this.#open.replace(/\r$/, '');
    this.#open = '';
    this.#cut = false;
    return line;
  }
}
