import { OutcrossError } from '../base/errors.ts';
import type { Completion, DeclaredMark } from './completion.ts';
import { Journal } from './journal.ts';
import { completionRow, type RowSettings } from './row.ts';

/** Bytes of rows that may wait to be written where nothing else is said. */
const MOST_BYTES = 16 << 20;

export interface RecorderOptions extends Omit<RowSettings, 'watermark'> {
  /** File of JSON lines that rows are added to. Any number of processes may add to one file. */
  readonly path: string;
  /** The clock: `() => new Date()`. */
  readonly now: () => Date;
  /** File for rows that `path` cannot take, best on another disk. */
  readonly backup?: string;
  /** What the server marks with, or a function of provider and model that says so. */
  readonly watermark?:
    | DeclaredMark
    | ((asked: { readonly provider: string; readonly model: string }) => DeclaredMark | undefined);
  /** Bytes of rows that may wait to be written, from 1. Default 16 MiB. */
  readonly mostWaiting?: number;
  /**
   * What happens to a row that finds no room: it is dropped and counted (default), or the answer that it records ends only when there is room, or when a
   * write has failed.
   */
  readonly overflow?: 'drop' | 'wait';
  /** Is told of every failure. Nothing that fails here reaches the application, nor does what this throws. Default: counted only. */
  readonly onError?: (error: OutcrossError) => void;
}

/** What became of completions so far. */
export interface RecorderCounts {
  /** Rows in the file. */
  readonly written: number;
  /** Rows in the back-up. */
  readonly backedUp: number;
  /** Rows that wait. */
  readonly waiting: number;
  /** Rows that are lost: no room, no row could be made, or still waiting when the recorder was closed. */
  readonly dropped: number;
  /** Completions in which nothing was written. */
  readonly empty: number;
  /** Failures that `onError` was told of. */
  readonly failures: number;
}

/** Records completions as rows of a corpus; see `openRecorder`. None of its methods throws or rejects. */
export interface Recorder {
  /** Settled when the application may go on: at once, but for `overflow: 'wait'`. */
  record(completion: Completion): Promise<void>;
  /** What went wrong while a completion was looked at. */
  fail(cause: unknown): void;
  /** Tries to bring all rows to the disk. */
  flush(): Promise<RecorderCounts>;
  /** Flushes, and takes no more rows. What cannot be written now is lost. */
  close(): Promise<RecorderCounts>;
  counts(): RecorderCounts;
}

/**
 * A recorder of what an application generates, for `outcross/ai-sdk` and `outcross/openai`: a row of JSON a completion, tagged synthetic by
 * declaration, that every command of Outcross reads. The application never waits for the disk and never fails by it. Throws
 * `E_PARAMETER` for options that are wrong, before anything is recorded.
 */
export function openRecorder(options: RecorderOptions): Recorder {
  requireOptions(options);
  return new FileRecorder(options);
}

function requireOptions({ path, now, mostWaiting = MOST_BYTES, backup }: RecorderOptions): void {
  const wrong = (where: string, message: string) => new OutcrossError('E_PARAMETER', message, { where });
  if (typeof path !== 'string' || path === '') throw wrong('path', 'path must name a file');
  if (backup === path) throw wrong('backup', 'backup must be another file than path');
  if (typeof now !== 'function') throw wrong('now', 'now must be a function that gives a Date');
  if (!(mostWaiting >= 1)) throw wrong('mostWaiting', `mostWaiting is ${mostWaiting}: it must be at least 1`);
}

class FileRecorder implements Recorder {
  readonly #options: RecorderOptions;
  readonly #journal: Journal;
  #recorded = 0;
  #dropped = 0;
  #empty = 0;
  #failures = 0;
  #closed = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    const { path, backup, mostWaiting = MOST_BYTES } = options;
    const onFailure = (error: unknown) => this.fail(error);
    this.#journal = new Journal({
      path,
      most: mostWaiting,
      onFailure,
      ...(backup === undefined ? {} : { backup }),
    });
  }

  async record(completion: Completion): Promise<void> {
    const line = this.#line(completion);
    if (line === undefined) return;
    while (!this.#journal.hasRoom(line.length) && this.#options.overflow === 'wait') {
      const before = this.#saved();
      await this.#journal.attempt();
      // An attempt that freed nothing has failed: to wait on would stop the application.
      if (this.#saved() === before) break;
    }
    if (this.#closed) this.#drop('it was closed');
    else if (!this.#journal.hasRoom(line.length)) this.#drop('too many rows wait to be written');
    else this.#journal.add(line);
  }

  fail(cause: unknown): void {
    this.#failures++;
    const error =
      cause instanceof OutcrossError
        ? cause
        : new OutcrossError('E_INTERNAL', `a completion was not recorded: ${String(cause)}`, { cause });
    try {
      this.#options.onError?.(error);
    } catch {
      // The application's own complaint about a recorder that fails must not break the application.
    }
  }

  async flush(): Promise<RecorderCounts> {
    await this.#journal.settle();
    return this.counts();
  }

  async close(): Promise<RecorderCounts> {
    this.#closed = true;
    this.#dropped += await this.#journal.close();
    return this.counts();
  }

  counts(): RecorderCounts {
    return {
      ...this.#journal.counts,
      dropped: this.#dropped,
      empty: this.#empty,
      failures: this.#failures,
    };
  }

  /** The row, or undefined where there is none, which is counted. */
  #line(completion: Completion): Uint8Array | undefined {
    try {
      const row = completionRow(
        completion,
        this.#settings(completion),
        this.#options.now(),
        `${process.pid} ${this.#recorded++}`,
      );
      if (row === undefined) this.#empty++;
      return row === undefined ? undefined : Buffer.from(`${JSON.stringify(row)}\n`);
    } catch (error) {
      this.#dropped++;
      this.fail(error);
      return undefined;
    }
  }

  #settings({ provider, model }: Completion): RowSettings {
    const { watermark, ...rest } = this.#options;
    const mark = typeof watermark === 'function' ? watermark({ provider, model }) : watermark;
    return { ...rest, ...(mark === undefined ? {} : { watermark: mark }) };
  }

  #saved(): number {
    const { written, backedUp } = this.#journal.counts;
    return written + backedUp;
  }

  #drop(why: string): void {
    this.#dropped++;
    this.fail(
      new OutcrossError('E_WRITE', `a completion was not recorded: ${why}`, { where: this.#options.path }),
    );
  }
}
