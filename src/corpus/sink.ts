import type { BlockSink, SinkResult } from './block-sink.ts';
import type { Change } from './change.ts';
import { createEncoder } from './encoder.ts';
import { refuseExisting } from './existing.ts';
import { FileSink } from './file-sink.ts';
import { FolderSink } from './folder-sink.ts';
import { destinationOf, type OutputFormat } from './output-format.ts';
import type { CorpusRecord } from './record.ts';
import { SameSink } from './same-sink.ts';
import type { Compression } from './source.ts';

export interface SinkOptions {
  /** What the parts of a folder are; default `jsonl`. */
  readonly format?: OutputFormat;
  /** How the parts of a folder are compressed; default `none`. */
  readonly compression?: Compression;
  /** A part of a folder ends with the record that brings its content to this many bytes. Default 256 MiB. */
  readonly partBytes?: number;
  /** Parquet files whose columns keep their types in a Parquet output; default those that are read, where it is known. */
  readonly like?: readonly string[];
  /**
   * Write over what is there. Without it, what is there and is not empty is refused. `same`: it stays where it holds the very bytes that
   * would be written, and is refused once those are known else: for who goes on with work that may have been done.
   */
  readonly replace?: boolean | 'same';
}

/** Records in, files out. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(record: CorpusRecord, change?: Change): Promise<void>;
  /** The output appears, whole. */
  close(): Promise<SinkResult>;
  /** Nothing of the output stays. */
  abort(): Promise<void>;
}

/** Throws `E_OPTION`, `E_UNSUPPORTED` as `destinationOf`, and `E_WRITE` where it cannot be written or something is there. */
export async function openBlockSink(path: string, options: SinkOptions = {}): Promise<BlockSink> {
  const destination = destinationOf(path, options);
  const { replace = false } = options;
  if (replace === false) await refuseExisting(destination);
  const sink = destination.folder
    ? await FolderSink.open(destination, options.partBytes, options.like)
    : await FileSink.open(destination, options.like);
  return replace === 'same' ? new SameSink(destination, sink) : sink;
}

/** A sink for who has records at hand; see `openBlockSink`. */
export async function openSink(path: string, options: SinkOptions = {}): Promise<Sink> {
  const blocks = await openBlockSink(path, options);
  const encoder = createEncoder(blocks.encoding);
  const flush = async () => {
    const block = encoder.take();
    if (block !== undefined) await blocks.write(block);
  };
  return {
    async write(record, change) {
      encoder.add(record, change);
      if (encoder.full) await flush();
    },
    async close() {
      try {
        await flush();
        await blocks.stage();
        return await blocks.commit();
      } catch (error) {
        await blocks.abort();
        throw error;
      }
    },
    abort: () => blocks.abort(),
  };
}
