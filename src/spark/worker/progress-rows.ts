import type { RowOutput } from './row-output.ts';

/** Bytes read between two rows about them. */
const TELL_BYTES = 1 << 20;

/**
 * Tells how far a shard is. A worker whose reader has died learns of it by these rows: it writes into a broken pipe. And of a worker
 * that dies they say where.
 */
export class ProgressRows {
  readonly #shard: number;
  readonly #output: RowOutput;
  #bytes = 0;
  #examples = 0;

  constructor(shard: number, output: RowOutput) {
    this.#shard = shard;
    this.#output = output;
  }

  readonly tell = (bytes: number, examples: number): void => {
    this.#bytes += bytes;
    this.#examples += examples;
    if (this.#bytes >= TELL_BYTES) this.flush();
  };

  flush(): void {
    const meta = { bytes: this.#bytes, examples: this.#examples };
    this.#bytes = 0;
    this.#examples = 0;
    void this.#output.put({ kind: 'progress', shard: this.#shard, meta });
  }
}
