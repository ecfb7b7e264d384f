import { BlockBuffer, type EncodedBlock } from './block-buffer.ts';
import type { RecordEncoder } from './encoding.ts';
import type { CorpusRecord } from './record.ts';

/** Takes what is encoded already. */
export class BytesEncoder implements RecordEncoder {
  readonly #block = new BlockBuffer();

  get full(): boolean {
    return this.#block.full;
  }

  /** The row's line, as it stands. */
  add({ line }: CorpusRecord): void {
    if (line !== undefined) this.bytes(line);
  }

  bytes(piece: Uint8Array): void {
    this.#block.bytes(piece);
    this.#block.end();
  }

  take(): EncodedBlock | undefined {
    return this.#block.take();
  }
}
