import type { EncodedBlock } from './block-buffer.ts';
import type { Encoding } from './encoding.ts';
import type { WrittenFile } from './part.ts';

/** What a sink has written. */
export interface SinkResult {
  readonly files: readonly WrittenFile[];
  readonly records: number;
}

/**
 * Takes the records of an output in order, encoded as it asks. Nothing of it is to be seen before `commit`: who writes several
 * outputs stages them all, then commits them all. Whoever meets an error calls `abort`, which leaves what was there before.
 */
export interface BlockSink {
  readonly encoding: Encoding;
  write(block: EncodedBlock): Promise<void>;
  stage(): Promise<void>;
  commit(): Promise<SinkResult>;
  abort(): Promise<void>;
}
