import type { BadRow } from '../corpus/source.ts';

/** Rows on their way from who meets them to who writes them. */
export class RowQueue implements AsyncIterable<BadRow> {
  #rows: BadRow[] = [];
  #over: { readonly error?: unknown } | undefined;
  #wake: () => void = () => {};

  put(row: BadRow): void {
    this.#rows.push(row);
    this.#wake();
  }

  /** No more rows will come: the reader ends. */
  end(): void {
    this.#over ??= {};
    this.#wake();
  }

  /** The reader gets `error` in place of what is still queued. */
  fail(error: unknown): void {
    this.#over ??= { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<BadRow, void> {
    for (;;) {
      if (this.#over !== undefined && 'error' in this.#over) throw this.#over.error;
      const rows = this.#rows;
      this.#rows = [];
      yield* rows;
      if (this.#rows.length > 0) continue;
      if (this.#over !== undefined && !('error' in this.#over)) return;
      if (this.#over !== undefined) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
