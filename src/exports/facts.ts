import type { Format } from '../corpus/source.ts';
import type { Manifest } from '../mix/manifest.ts';
import type { Asked } from './asked.ts';
import type { Column } from './columns.ts';
import type { DatasetFacts } from './dataset.ts';

/** A file of the set. */
export interface SetFile {
  /** Path as the document names it, with `/` between parts. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number | undefined;
  readonly format: Format | undefined;
  /** How it is compressed, by its ending. */
  readonly compression: 'none' | 'gzip' | 'zstd';
  /** Undefined where the file was not at hand. */
  readonly columns: readonly Column[] | undefined;
}

/** All that an export may say. */
export interface ExportFacts {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest file, in hexadecimal digits. */
  readonly manifestDigest: string;
  /** Name of the output, without its ending. */
  readonly name: string;
  readonly files: readonly SetFile[];
  /** Of all files together; undefined where one of them was not at hand. */
  readonly columns: readonly Column[] | undefined;
  readonly dataset: DatasetFacts;
  /** When the document is made, ISO 8601 in UTC; for the formats that speak of time. */
  readonly at: string | undefined;
}

/** Writes a document of one format. Pure: the same facts give the same bytes. What it had to ask for in vain is in `asked`. */
export type Exporter = (facts: ExportFacts, asked: Asked) => string;

/** The identifiers of this project: names, not pages. */
export const VOCABULARY = 'https://outcross.dev/ns/1#';
export const PRODUCER = 'https://outcross.dev/';

/** The sum of a number over the files. */
export function total(files: readonly SetFile[], of: (file: SetFile) => number): number {
  return files.reduce((sum, file) => sum + of(file), 0);
}

/** What the set is called: by its section, else by its file, since a name is no claim. */
export function nameOf({ dataset, name }: ExportFacts): string {
  return dataset.name ?? name;
}
