import { OutcrossError } from '../../base/errors.ts';
import { encodeBatch, STREAM_END, STREAM_START } from '../wire/arrow.ts';
import { TRAILER, type WireRow } from '../wire/wire-row.ts';

/** Where a worker writes to. */
export interface Pipe {
  /** False where it is full: then `drain` tells of room. */
  write(bytes: Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** Writes wire rows as an Arrow stream, each in a batch of its own, so that whoever reads has it at once. */
export class RowOutput {
  /** Rows written, without the trailer. */
  rows = 0;
  readonly #pipe: Pipe;
  readonly #broken = new AbortController();
  #full: Promise<void> | undefined;
  #goOn: () => void = () => {};
  readonly #onError = (): void => {
    this.#broken.abort();
    this.#goOn();
  };

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
    pipe.on('error', this.#onError);
    void this.#write(STREAM_START);
  }

  /** Given once nobody reads any more. */
  get signal(): AbortSignal {
    return this.#broken.signal;
  }

  /** Resolves when there is room for more, or nobody reads. */
  put(row: WireRow): Promise<void> {
    this.rows++;
    return this.#write(encodeBatch([row]));
  }

  /**
   * Ends the stream with its trailer, whose `meta` also says how many rows the worker was given, and whether it takes another stream
   * (`again`). Throws `E_WRITE` where nobody reads.
   */
  async end(given: number, again = false): Promise<void> {
    const meta = { rows: this.rows, given, again };
    await this.#write(encodeBatch([{ kind: TRAILER, shard: -1, meta }]));
    await this.#write(STREAM_END);
    this.#pipe.off('error', this.#onError);
    if (!this.signal.aborted) return;
    throw new OutcrossError('E_WRITE', 'nobody reads what the worker writes: whoever started it has died');
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.signal.aborted) return;
    if (this.#pipe.write(bytes)) return;
    this.#full ??= new Promise((resolve) => {
      this.#goOn = () => {
        this.#full = undefined;
        resolve();
      };
      this.#pipe.once('drain', this.#goOn);
    });
    await this.#full;
  }
}
