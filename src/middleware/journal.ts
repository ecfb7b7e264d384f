import { OutcrossError } from '../base/errors.ts';
import { refusing } from '../base/staged-file.ts';
import { JournalFile } from './journal-file.ts';

/** Bytes of lines that go out in one write. */
const BATCH = 1 << 20;

export interface JournalOptions {
  readonly path: string;
  /** Where lines go while `path` cannot be written: best on another disk. */
  readonly backup?: string;
  /** Bytes that may wait to be written. */
  readonly most: number;
  /** Is told of every failure; what it throws is swallowed by the caller. */
  readonly onFailure: (error: unknown) => void;
}

/** What became of lines. */
export interface JournalCounts {
  readonly written: number;
  readonly backedUp: number;
  readonly waiting: number;
}

/**
 * Lines on their way to a file. They are held in memory, up to a bound, and written one batch after the other; what cannot be written goes to the
 * back-up, or waits for the next attempt, which the next line makes, or `settle`.
 */
export class Journal {
  readonly #main: JournalFile;
  readonly #backup: JournalFile | undefined;
  readonly #most: number;
  readonly #onFailure: (error: unknown) => void;
  #lines: Uint8Array[] = [];
  #bytes = 0;
  #written = 0;
  #backedUp = 0;
  #draining: Promise<void> | undefined;

  constructor({ path, backup, most, onFailure }: JournalOptions) {
    this.#main = new JournalFile(path);
    this.#backup = backup === undefined ? undefined : new JournalFile(backup);
    this.#most = most;
    this.#onFailure = onFailure;
  }

  get counts(): JournalCounts {
    return { written: this.#written, backedUp: this.#backedUp, waiting: this.#lines.length };
  }

  /** Whether so many bytes more may wait. A line that is larger than the bound may, alone. */
  hasRoom(bytes: number): boolean {
    return this.#bytes === 0 || this.#bytes + bytes <= this.#most;
  }

  add(line: Uint8Array): void {
    this.#lines.push(line);
    this.#bytes += line.length;
    this.#start();
  }

  /** When the attempt that is under way, if any, has ended. */
  attempt(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  /** Tries once more to write all, and to make it durable. What could not be written waits on. */
  async settle(): Promise<void> {
    await this.attempt();
    if (this.#lines.length > 0) await this.#start();
    for (const file of [this.#main, this.#backup]) {
      await file?.sync().catch((error) => this.#onFailure(error));
    }
  }

  /** Settles, and gives up what could not be written then: how many lines that is. */
  async close(): Promise<number> {
    await this.settle();
    for (const file of [this.#main, this.#backup]) {
      await file?.close().catch((error) => this.#onFailure(error));
    }
    const lost = this.#lines.length;
    this.#lines = [];
    this.#bytes = 0;
    return lost;
  }

  #start(): Promise<void> {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#lines.length > 0) {
      const written = await this.#put(this.#main);
      this.#written += written;
      if (written > 0) continue;
      const saved = this.#backup === undefined ? 0 : await this.#put(this.#backup);
      this.#backedUp += saved;
      if (saved === 0) return;
    }
  }

  /** Lines that are on `file` now; 0 where it refuses. */
  async #put(file: JournalFile): Promise<number> {
    const lines = this.#batch();
    try {
      const whole = await refusing(file.path, file.append(lines));
      if (whole === 0) throw cutShort(file.path);
      for (const line of this.#lines.splice(0, whole)) this.#bytes -= line.length;
      return whole;
    } catch (error) {
      this.#onFailure(error);
      return 0;
    }
  }

  #batch(): Uint8Array[] {
    let bytes = 0;
    const end = this.#lines.findIndex((line, i) => {
      bytes += line.length;
      return i > 0 && bytes > BATCH;
    });
    return end === -1 ? this.#lines.slice() : this.#lines.slice(0, end);
  }
}

function cutShort(path: string): OutcrossError {
  return new OutcrossError('E_WRITE', `cannot write ${path}: it took less than a line`, {
    where: path,
    hint: 'Free some space on its disk.',
  });
}
