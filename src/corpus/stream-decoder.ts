import type { Transform } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** Decodes pieces of a compressed stream in the order they come. */
export interface Decoder {
  /** What `bytes` add. `bytes` may be reused once this is settled. */
  push(bytes: Buffer): Promise<Uint8Array[]>;
  /** What is left when the input has ended. */
  end(): Promise<Uint8Array[]>;
  /** Why decoding stopped: to be asked after the output of each call was used. */
  readonly failure: Error | undefined;
  /** Frees what the decoder holds. */
  close(): void;
}

/**
 * A decoder of node:zlib. The stream's own iterator drops what was decoded when an error comes; here the output before
 * an error is handed over first.
 */
export class StreamDecoder implements Decoder {
  failure: Error | undefined;
  readonly #stream: Transform;
  #output: Buffer[] = [];
  #over = false;
  #wake: () => void = () => {};

  constructor(stream: Transform) {
    this.#stream = stream;
    stream.on('data', (bytes: Buffer) => this.#output.push(bytes));
    stream.on('error', (error) => {
      this.failure = error;
      this.#finish();
    });
    stream.on('end', () => this.#finish());
    stream.on('close', () => this.#finish());
  }

  async push(bytes: Buffer): Promise<Uint8Array[]> {
    await this.#until((done) => this.#stream.write(bytes, done));
    while (!this.#over && this.#stream.readableLength > 0) await setImmediate();
    return this.#take();
  }

  async end(): Promise<Uint8Array[]> {
    await this.#until(() => this.#stream.end());
    return this.#take();
  }

  close(): void {
    this.#stream.destroy();
  }

  /** A stream that has met its end or failed may never call back: that wakes the waiter too. */
  #until(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      if (this.#over) return resolve();
      this.#wake = resolve;
      start(resolve);
    });
  }

  #finish(): void {
    this.#over = true;
    this.#wake();
  }

  #take(): Buffer[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }
}
