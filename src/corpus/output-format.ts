import * as zlib from 'node:zlib';
import { OutcrossError } from '../base/errors.ts';
import { formatOf } from './endings.ts';
import type { Compression } from './source.ts';

export const OUTPUT_FORMATS = ['jsonl', 'parquet', 'csv', 'tsv'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Where an output goes, and as what. */
export interface Destination {
  readonly path: string;
  /** True for a folder of parts. */
  readonly folder: boolean;
  readonly format: OutputFormat;
  readonly compression: Compression;
}

const WRITABLE = '.jsonl, .jsonl.gz, .jsonl.zst, .parquet, .csv, .tsv';

/**
 * What a path names: a file by its ending, and a folder where it has none that tells a format. `format` says what the parts of
 * a folder are (default `jsonl`), `compression` how they are compressed (default `none`). Throws `E_OPTION` for a format
 * that is not written and for a path and a format that exclude each other, `E_UNSUPPORTED` for zstd where Node has none.
 */
export function destinationOf(
  path: string,
  wanted: { readonly format?: OutputFormat; readonly compression?: Compression } = {},
): Destination {
  const told = path.endsWith('/') ? undefined : formatOf(path);
  if (told === undefined) {
    const format = wanted.format ?? 'jsonl';
    return supported({ path, folder: true, format, compression: wanted.compression ?? 'none' });
  }
  if (!isOutputFormat(told)) throw notWritten(path);
  if (wanted.format !== undefined && wanted.format !== told) throw notWritten(path, wanted.format);
  return supported({ path, folder: false, format: told, compression: calledCompression(path) });
}

function isOutputFormat(format: string): format is OutputFormat {
  return (OUTPUT_FORMATS as readonly string[]).includes(format);
}

function calledCompression(path: string): Compression {
  const name = path.toLowerCase();
  if (name.endsWith('.gz')) return 'gzip';
  return name.endsWith('.zst') || name.endsWith('.zstd') ? 'zstd' : 'none';
}

function supported(destination: Destination): Destination {
  const { path, format, compression } = destination;
  if (format === 'parquet' && compression !== 'none') {
    throw new OutcrossError('E_OPTION', `${path}: a Parquet file is compressed inside, not as a whole`, {
      where: path,
      hint: 'Leave the ending of the compression out.',
    });
  }
  if (compression === 'zstd' && zstdCompress === undefined) {
    throw new OutcrossError('E_UNSUPPORTED', `${path}: this Node cannot write zstd`, {
      where: path,
      hint: 'Write .gz, or use Node 22.15 or newer.',
    });
  }
  return destination;
}

function notWritten(path: string, asked?: OutputFormat): OutcrossError {
  const what = asked === undefined ? 'its ending names a format that is not written' : `it is not ${asked}`;
  return new OutcrossError('E_OPTION', `${path}: ${what}`, {
    where: path,
    hint: `Files are written as ${WRITABLE}; a name without an ending is a folder of parts.`,
  });
}

type Compress = (bytes: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;

/** What node:zlib has from Node 22.15 on, and its types for Node 20 do not know. */
const { zstdCompress } = zlib as unknown as { readonly zstdCompress?: Compress };

/** Bytes of content that one member (gzip) or frame (zstd) holds. */
export const MEMBER_BYTES = 1 << 20;

/** One member of a compressed file. Members may follow each other: a reader joins their contents. */
export function compressMember(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression === 'none') return Promise.resolve(bytes);
  const compress = compression === 'gzip' ? (zlib.gzip as unknown as Compress) : zstdCompress!;
  return new Promise((resolve, reject) => {
    compress(bytes, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}

/** The ending of a part's name. */
export function endingFor({ format, compression }: Destination): string {
  return `.${format}${compression === 'none' ? '' : compression === 'gzip' ? '.gz' : '.zst'}`;
}
