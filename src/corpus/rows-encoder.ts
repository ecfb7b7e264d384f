import { deserialize, serialize } from 'node:v8';
import { BlockBuffer, type EncodedBlock } from './block-buffer.ts';
import { type Change, changedRow } from './change.ts';
import type { RecordEncoder } from './encoding.ts';
import type { Row } from './fields.ts';
import type { CorpusRecord } from './record.ts';

/** Bytes of a frame's length, which stands before it. */
const LENGTH = 4;

/**
 * Records as rows with their types kept, for outputs that are tables: each a frame of its length and its value in the format of
 * `node:v8`. It goes from thread to thread and into temporary files of one run, and is never stored.
 */
export class RowsEncoder implements RecordEncoder {
  readonly #block = new BlockBuffer();
  readonly #length = Buffer.alloc(LENGTH);

  get full(): boolean {
    return this.#block.full;
  }

  add({ value }: CorpusRecord, change?: Change): void {
    // A row of a table has no prototype: as a plain object it is written and read back faster.
    const bytes = serialize({ ...changedRow(value, change) });
    this.#length.writeUInt32LE(bytes.length);
    this.#block.bytes(this.#length);
    this.#block.bytes(bytes);
    this.#block.end();
  }

  take(): EncodedBlock | undefined {
    return this.#block.take();
  }
}

/** The rows of whole frames. */
export function* rowsOf(bytes: Uint8Array): Generator<Row, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const end = at + LENGTH + view.getUint32(at, true);
    yield deserialize(bytes.subarray(at + LENGTH, end)) as Row;
    at = end;
  }
}

/** Where each of whole frames ends. */
export function frameEnds(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends: number[] = [];
  for (let at = 0; at < bytes.length; ends.push(at)) at += LENGTH + view.getUint32(at, true);
  return Uint32Array.from(ends);
}

/** Where the last whole frame of `bytes` ends. */
export function framesEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + LENGTH <= bytes.length) {
    const end = at + LENGTH + view.getUint32(at, true);
    if (end > bytes.length) break;
    at = end;
  }
  return at;
}
