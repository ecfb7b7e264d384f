import { OutcrossError } from '../base/errors.ts';

/** A file that this process cannot open, as it was when it was listed. A plain value. */
export interface RemoteFile {
  readonly uri: string;
  readonly bytes: number;
  /** Another once the file was written again. */
  readonly version: string;
}

/** What is read of a file for a shard. A plain value: it goes to whoever brings the bytes to a worker. */
export interface RemotePart extends RemoteFile {
  /** Bytes, [start, end) each, in order. */
  readonly spans: readonly (readonly [number, number])[];
  /** On from the last span to the end of the line that its last byte is of. */
  readonly toLineEnd?: true;
}

/**
 * An input that stands elsewhere, shown by files here: of the same names and sizes, with those of their bytes that a plan is made from.
 * Nothing else of them may be read.
 */
export interface Mirror {
  /** The input here: a file, a folder, or a pattern. */
  readonly input: string;
  /** The file that one here stands for. */
  fileOf(path: string): RemoteFile;
  /** A text that speaks of files here, speaking of those that they stand for. */
  told(text: string): string;
}

/** Shows an input that is a URI. */
export type MirrorOf = (input: string, signal?: AbortSignal) => Promise<Mirror>;

const URI = /^[a-z][a-z0-9+.-]+:\/\//i;

/** Whether an input is a URI rather than a path: `s3a://bucket/folder`, `file:///data`. */
export function isUri(input: string): boolean {
  return URI.test(input);
}

/** The path of a `file://` URI. Throws `E_UNSUPPORTED` for others: who reads and writes them was not asked to. */
export function localPath(uri: string): string {
  const [scheme] = uri.split('://');
  // As Hadoop has it: what stands there is the path itself, and not its encoding.
  const path = uri.slice(scheme.length + '://'.length);
  if (scheme.toLowerCase() === 'file' && path.startsWith('/')) return path;
  throw new OutcrossError('E_UNSUPPORTED', `${uri} cannot be reached from here: ${scheme}:// is for Spark`, {
    where: uri,
    hint: 'Add --engine spark --master URL, or give a path of this machine.',
  });
}

/** An error that speaks of files of a mirror, speaking of what they stand for; every other as it is. */
export function toldOf(mirror: Mirror | undefined, error: unknown): unknown {
  if (mirror === undefined || !(error instanceof OutcrossError)) return error;
  const { code, message, where, hint } = error;
  return new OutcrossError(code, mirror.told(message), {
    cause: error,
    ...(where === undefined ? {} : { where: mirror.told(where) }),
    ...(hint === undefined ? {} : { hint: mirror.told(hint) }),
  });
}
