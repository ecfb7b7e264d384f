import type { Format } from './source.ts';

const FORMAT_OF_ENDING: ReadonlyMap<string, Format> = new Map([
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.json', 'json'],
  ['.parquet', 'parquet'],
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'document'],
]);

/** Endings that may stand behind another; the compression itself is told by the bytes. */
const COMPRESSED = /\.(gz|zst|zstd)$/;

/** Endings that a folder is searched for, by what they may hold. */
const KINDS: readonly ReadonlySet<Format>[] = [
  new Set(['jsonl', 'json']),
  new Set(['parquet']),
  new Set(['csv', 'tsv', 'text']),
  new Set(['text', 'document']),
];

/** The ending that tells the format, without that of the compression: `.jsonl` of `a.JSONL.gz`. */
export function endingOf(fileName: string): string {
  const name = fileName.toLowerCase().replace(COMPRESSED, '');
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

/** True for a name that ends as compressed files do. */
export function isCalledCompressed(fileName: string): boolean {
  return COMPRESSED.test(fileName.toLowerCase());
}

/** The format that a file's name tells, or undefined. A `.txt` holds an example a line, a `.md` is one. */
export function formatOf(fileName: string): Format | undefined {
  return FORMAT_OF_ENDING.get(endingOf(fileName));
}

/**
 * True for a file that a folder gives: one of a known ending, and of one that can hold `wanted` where a format was
 * asked for (lines of JSON are often called `.json`, tables `.txt`).
 */
export function isCorpusFile(fileName: string, wanted: Format | undefined): boolean {
  const told = formatOf(fileName);
  if (told === undefined || wanted === undefined) return told !== undefined;
  return KINDS.some((kind) => kind.has(told) && kind.has(wanted));
}

/** All known endings, for messages. */
export const ENDINGS = [...FORMAT_OF_ENDING.keys()].join(' ');
