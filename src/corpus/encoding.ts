import type { EncodedBlock } from './block-buffer.ts';
import type { Change } from './change.ts';
import type { OutputFormat } from './output-format.ts';
import type { CorpusRecord } from './record.ts';
import type { Compression } from './source.ts';

/**
 * How an output's records become bytes where they are read. A plain value: it is sent to workers. `rows` keeps
 * types, for tables; `bytes` is for what a kernel encodes itself.
 */
export interface Encoding {
  readonly kind: 'jsonl' | 'rows' | 'bytes';
  /** Set where whoever reads the records writes the files too. */
  readonly parts?: PartsTarget;
}

/** Where whoever reads records puts files of them, and as what. */
export interface PartsTarget {
  readonly uri: string;
  readonly format: OutputFormat;
  readonly compression: Compression;
}

/** Turns records into blocks of bytes; blocks that follow each other may be joined and cut anew at the ends of records. */
export interface RecordEncoder {
  /** True where the block is to be taken. */
  readonly full: boolean;
  add(record: CorpusRecord, change?: Change): void;
  take(): EncodedBlock | undefined;
}
