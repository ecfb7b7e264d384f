import type { Modality } from './example.ts';
import { PICTURE_ENDINGS, pictureFormatOf } from './images/endings.ts';
import { LANGUAGE_ENDINGS, languageOfEnding } from './languages.ts';
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
  ['.npy', 'npy'],
]);

/** Endings that may stand behind another; the compression itself is told by the bytes. */
const COMPRESSED = /\.(gz|zst|zstd)$/;

/** Endings that a folder is searched for, by what they may hold. */
const KINDS: readonly ReadonlySet<Format>[] = [
  new Set(['jsonl', 'json']),
  new Set(['parquet']),
  new Set(['csv', 'tsv', 'text']),
  new Set(['text', 'document']),
  new Set(['npy']),
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
export function formatOf(fileName: string, modality: Modality = 'text'): Format | undefined {
  const picture = modality === 'image' ? pictureFormatOf(fileName) : undefined;
  if (modality === 'code' && isSource(fileName)) return 'document';
  return picture ?? FORMAT_OF_ENDING.get(endingOf(fileName));
}

/**
 * True for a file that a folder gives: one of a known ending, and of one that can hold `wanted` where a format was
 * asked for (lines of JSON are often called `.json`, tables `.txt`).
 */
export function isCorpusFile(
  fileName: string,
  wanted: Format | undefined,
  modality: Modality = 'text',
): boolean {
  if (modality === 'image') {
    const told = pictureFormatOf(fileName);
    // A table beside pictures tells of them: it is read where it is named itself.
    if (told !== undefined || wanted === undefined) return told !== undefined && (wanted ?? told) === told;
  }
  // Data and notes beside source code are none: they are read where they are named, or their format is asked for.
  if (modality === 'code' && (wanted === undefined || wanted === 'document')) return isSource(fileName);
  const told = formatOf(fileName);
  if (told === undefined || wanted === undefined) return told !== undefined;
  return KINDS.some((kind) => kind.has(told) && kind.has(wanted));
}

/** All known endings, for messages. */
export const ENDINGS = [...FORMAT_OF_ENDING.keys()].join(' ');

/** The endings that a folder is searched for, for messages. */
export function endingsOf(modality: Modality = 'text'): string {
  if (modality === 'code') return LANGUAGE_ENDINGS;
  return modality === 'image' ? PICTURE_ENDINGS : ENDINGS;
}

/** True for a file of source code. */
function isSource(fileName: string): boolean {
  return languageOfEnding(endingOf(fileName)) !== undefined;
}
