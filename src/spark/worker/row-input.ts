import { OutcrossError } from '../../base/errors.ts';
import { TRAILER, type WireRow } from '../wire/wire-row.ts';

/** What comes of a stream: rows up to a trailer that counts them. */
export class RowInput {
  /** Rows that came, without the trailer. */
  rows = 0;
  /** Whether all came. */
  isWhole = false;
  readonly #stream: AsyncIterable<WireRow>;

  /** `stream`: all rows, as they were decoded. */
  constructor(stream: AsyncIterable<WireRow>) {
    this.#stream = stream;
  }

  /** Throws `E_WORKER` where the stream is none, ends before its trailer, or holds fewer rows or more than that says. */
  async *[Symbol.asyncIterator](): AsyncGenerator<WireRow, void> {
    let promised: number | undefined;
    for await (const row of this.#decoded()) {
      if (row.kind === TRAILER) promised = (row.meta as { rows: number }).rows;
      else {
        this.rows++;
        yield row;
      }
    }
    this.isWhole = promised === this.rows;
    if (this.isWhole) return;
    const of = promised === undefined ? 'and no trailer' : `of ${promised}`;
    throw new OutcrossError('E_WORKER', `the worker was given ${this.rows} rows ${of}`, {
      hint: 'Whoever started it has died.',
    });
  }

  async *#decoded(): AsyncGenerator<WireRow, void> {
    try {
      yield* this.#stream;
    } catch (cause) {
      throw new OutcrossError('E_WORKER', 'what the worker was given is no Arrow stream of its rows', {
        cause,
      });
    }
  }
}
