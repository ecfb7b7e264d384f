import type { EncodedBlock } from './block-buffer.ts';
import type { Change } from './change.ts';
import type { CorpusRecord } from './record.ts';

/**
 * How an output's records become bytes where they are read. A plain value: it is sent to workers. `rows` keeps
 * types, for tables; `bytes` is for what a kernel encodes itself.
 */
export type Encoding = { readonly kind: 'jsonl' | 'rows' | 'bytes' };

/** Turns records into blocks of bytes; blocks that follow each other may be joined and cut anew at the ends of records. */
export interface RecordEncoder {
  /** True where the block is to be taken. */
  readonly full: boolean;
  add(record: CorpusRecord, change?: Change): void;
  take(): EncodedBlock | undefined;
}
