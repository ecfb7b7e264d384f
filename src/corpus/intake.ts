import { toUSVString } from 'node:util';
import type { Example } from './example.ts';
import type { ReadEvents } from './source.ts';

/** A batch is full at this many examples, or at this many UTF-16 units of text. */
export const BATCH_EXAMPLES = 512;
export const BATCH_UNITS = 1 << 20;

/** Characters of a malformed row that are kept. */
export const RAW_LENGTH = 1000;

/** Gathers the examples of one shard into batches, numbers its rows and tells of the bad ones. */
export class Intake {
  /** Rows met so far: good, blank and malformed. */
  rows = 0;
  readonly #name: string;
  readonly #events: ReadEvents;
  #full: Example[][] = [];
  #batch: Example[] = [];
  #units = 0;

  constructor(name: string, events: ReadEvents) {
    this.#name = name;
    this.#events = events;
  }

  /**
   * A good row. `lossy` says that its bytes were no valid UTF-8. A lone surrogate is replaced by U+FFFD, as every writer
   * of UTF-8 would, so that the text is the same here and wherever it goes. `line` is as in `bad`.
   */
  add(example: Example, lossy = false, line?: number): void {
    this.rows++;
    const text = toUSVString(example.text);
    const whole = text === example.text;
    this.#batch.push(whole ? example : { ...example, text });
    this.#units += text.length;
    if (lossy || !whole) this.#events.invalidEncoding?.(this.#name, line ?? this.rows);
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
  takeFull(): Example[][] {
    if (this.#full.length === 0) return this.#full;
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** All that is left: at most one batch is not full. */
  takeRest(): Example[][] {
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
