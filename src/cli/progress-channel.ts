import type { Writable } from 'node:stream';
import { OutcrossError } from '../base/errors.ts';

/** How far a command is. */
export interface ProgressNews {
  /** What is being done: `reading data/g3.jsonl`. */
  readonly label: string;
  readonly done: number;
  /** Undefined where the whole is not known. */
  readonly total?: number | undefined;
  readonly unit: 'bytes' | 'steps';
}

/** What a command tells the program that started it. */
export interface Channel {
  progress(news: ProgressNews): void;
  /** What ended the command. */
  failed(error: unknown): void;
}

/** Milliseconds between two lines about progress. */
const INTERVAL = 200;

/** Bytes that nobody has read yet, above which nothing more is written. */
const MOST_WAITING = 65_536;

/**
 * Writes a line of JSON for each piece of news, at most five a second about progress: `{"progress": ...}` or `{"error": ...}`. Where
 * the reader is gone or slow, lines are dropped: the command never waits and never fails for it.
 */
export class ProgressChannel implements Channel {
  readonly #pipe: Writable;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;

  /** `now`: milliseconds on a clock that never goes back. */
  constructor(pipe: Writable, now: () => number) {
    this.#pipe = pipe;
    this.#now = now;
    pipe.on('error', () => pipe.destroy());
  }

  progress({ label, done, total, unit }: ProgressNews): void {
    const now = this.#now();
    if (now - this.#last < INTERVAL) return;
    this.#last = now;
    this.#send({ progress: { label, done, total, unit } });
  }

  failed(error: unknown): void {
    const known = error instanceof OutcrossError;
    const message = error instanceof Error ? error.message : String(error);
    this.#send({ error: known ? error.toJSON() : { code: 'E_INTERNAL', message } });
  }

  #send(news: object): void {
    if (this.#pipe.destroyed || this.#pipe.writableLength > MOST_WAITING) return;
    this.#pipe.write(`${JSON.stringify(news)}\n`);
  }
}
