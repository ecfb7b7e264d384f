import { stat } from 'node:fs/promises';
import { contentBytes } from '../../corpus/content.ts';
import { type LineSink, LineSplitter } from '../../corpus/lines.ts';

/** The lines of a file of JSON lines that this package wrote, one by one, as they stand. */
export class RowLines {
  readonly #batches: AsyncGenerator<string[], void>;
  #batch: readonly string[] = [];
  #at = 0;

  constructor(path: string) {
    this.#batches = batches(path);
  }

  /** The next line; undefined at the end. */
  async next(): Promise<string | undefined> {
    while (this.#at >= this.#batch.length) {
      const step = await this.#batches.next();
      if (step.done) return undefined;
      this.#batch = step.value;
      this.#at = 0;
    }
    return this.#batch[this.#at++];
  }

  async close(): Promise<void> {
    await this.#batches.return();
  }
}

class Gathered implements LineSink {
  lines: string[] = [];

  line(bytes: Buffer, start: number, end: number): void {
    this.lines.push(bytes.toString('utf8', start, end));
  }

  overlong(): void {
    throw new RangeError('a line is longer than a string can be');
  }
}

async function* batches(path: string): AsyncGenerator<string[], void> {
  const { size } = await stat(path);
  if (size === 0) return;
  const sink = new Gathered();
  const splitter = new LineSplitter(sink, 2 ** 29 - 25);
  const shard = { path, name: path, format: 'jsonl', compression: 'none', bytes: size } as const;
  for await (const bytes of contentBytes(shard)) {
    splitter.push(bytes);
    const { lines } = sink;
    sink.lines = [];
    if (lines.length > 0) yield lines;
  }
  splitter.end();
  if (sink.lines.length > 0) yield sink.lines;
}
