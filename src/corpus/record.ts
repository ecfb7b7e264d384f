import type { Example } from './example.ts';
import type { Row } from './fields.ts';
import type { Keeping } from './intake.ts';

/** An example with the row that it was read from, kept whole, so that it can be written again with no field lost. */
export interface CorpusRecord {
  readonly example: Example;
  /** Line or row as in `BadRow`, counted from the start of the shard. */
  readonly row: number;
  /** All fields of the row; of a line of text or a document, `{ text }`. */
  readonly value: Row;
  /** JSON lines only: the line as it stood, without its end. */
  readonly line?: Uint8Array;
}

/** Keeps rows whole. A line is copied: the buffer that it stands in is used again. */
export const RECORDS: Keeping<CorpusRecord> = {
  whole: true,
  keep(example, row, { value, bytes, start, end }) {
    if (bytes === undefined) return { example, row, value };
    return { example, row, value, line: Buffer.from(bytes.subarray(start, end)) };
  },
  units: (example, { start = 0, end = 0 }) => Math.max(example.text.length, end - start),
};
