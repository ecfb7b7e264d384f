import { toUSVString } from 'node:util';
import type { Example } from './example.ts';
import type { Row } from './fields.ts';
import type { ReadEvents } from './source.ts';

/** A batch is full at this many examples, or at this many UTF-16 units of text. */
export const BATCH_EXAMPLES = 512;
export const BATCH_UNITS = 1 << 20;

/** Characters of a malformed row that are kept. */
export const RAW_LENGTH = 1000;

/** The row that an example was made of, valid during the call. */
export interface RowSource {
  readonly value: Row;
  /** The line, without its end, where a row is a line. */
  readonly bytes?: Buffer;
  readonly start?: number;
  readonly end?: number;
}

/** What a batch holds of a good row. `row` is as in `BadRow`. */
export interface Keeping<T> {
  /** True where rows are kept whole: a table then reads all its columns. */
  readonly whole: boolean;
  keep(example: Example, row: number, source: RowSource): T;
  /** What the row adds to the size of its batch. */
  units(example: Example, source: RowSource): number;
}

/** The example alone. */
export const EXAMPLES: Keeping<Example> = {
  whole: false,
  keep: (example) => example,
  units: ({ text, image, vector }) =>
    text.length + (image?.data.length ?? 0) + NUMBER_UNITS * (vector?.length ?? 0),
};

/** A float32 takes as much room as two units. */
const NUMBER_UNITS = 2;

const NOTHING: RowSource = { value: {} };

/** Gathers what is kept of the rows of one shard into batches, numbers them and tells of the bad ones. */
export class Intake<T = Example> {
  /** Rows met so far: good, blank and malformed. */
  rows = 0;
  readonly #name: string;
  readonly #events: ReadEvents;
  readonly #keeping: Keeping<T>;
  #full: T[][] = [];
  #batch: T[] = [];
  #units = 0;

  constructor(name: string, events: ReadEvents, keeping: Keeping<T>) {
    this.#name = name;
    this.#events = events;
    this.#keeping = keeping;
  }

  /** True where rows are kept whole. */
  get whole(): boolean {
    return this.#keeping.whole;
  }

  /**
   * A good row. `lossy` says that its bytes were no valid UTF-8. A lone surrogate is replaced by U+FFFD, as every writer
   * of UTF-8 would, so that the text is the same here and wherever it goes. `line` is as in `bad`.
   */
  add(example: Example, lossy = false, line?: number, source: RowSource = NOTHING): void {
    this.rows++;
    const text = toUSVString(example.text);
    const valid = text === example.text;
    const kept = valid ? example : { ...example, text };
    this.#batch.push(this.#keeping.keep(kept, line ?? this.rows, source));
    this.#units += this.#keeping.units(kept, source);
    if (lossy || !valid) this.#events.invalidEncoding?.(this.#name, line ?? this.rows);
    if (this.#batch.length >= BATCH_EXAMPLES || this.#units >= BATCH_UNITS) this.#close();
  }

  /** A malformed row; `line` is where it begins, for a format whose rows are not its lines. */
  bad(reason: string, raw: string, line?: number): void {
    this.rows++;
    this.#events.badRow({
      file: this.#name,
      row: line ?? this.rows,
      reason,
      raw: detached(raw),
    });
  }

  /** A row above the size that is allowed; `raw` is its beginning. */
  overlong(raw: string, line?: number): void {
    this.bad('the row is longer than allowed (see maxRowBytes)', raw, line);
  }

  /** A row that holds nothing. */
  blank(): void {
    this.rows++;
  }

  /** The batches that are full, each handed over once. */
  takeFull(): T[][] {
    if (this.#full.length === 0) return this.#full;
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** All that is left: at most one batch is not full. */
  takeRest(): T[][] {
    this.#close();
    return this.takeFull();
  }

  #close(): void {
    if (this.#batch.length === 0) return;
    this.#full.push(this.#batch);
    this.#batch = [];
    this.#units = 0;
  }
}

/** A copy: a slice of a string keeps the whole of it in memory, and a row may be very long. */
function detached(raw: string): string {
  return Buffer.from(toUSVString(raw.slice(0, RAW_LENGTH))).toString();
}
