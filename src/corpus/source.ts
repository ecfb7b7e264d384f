import type { Example, Modality } from './example.ts';
import type { Language } from './languages.ts';
import type { RemotePart } from './remote.ts';

export const FORMATS = [
  'jsonl',
  'json',
  'parquet',
  'csv',
  'tsv',
  'text',
  'document',
  'npy',
  'image',
  'idx',
] as const;
/** `text` is an example a line, `document` and `image` an example a file, `npy` and `idx` an array of examples. */
export type Format = (typeof FORMATS)[number];

export type Compression = 'none' | 'gzip' | 'zstd';

/** How to read a corpus. A plain value: it is sent to workers. */
export interface CorpusSpec {
  /** Files, folders, globs, or `-` for standard input. */
  readonly inputs: readonly string[];
  /** What the content is; default `text`. With `vectors` no text is read. */
  readonly modality?: Modality;
  /** Overrides what the file's ending says. */
  readonly format?: Format;
  /** `fields` reads the text field of a row; `chat` joins the contents of `messages[]`. */
  readonly reader?: 'fields' | 'chat';
  /** Dotted paths into a row. Several for the text stand with commas between them: a row's is the first that holds any. */
  readonly textField?: string;
  readonly idField?: string;
  readonly groupField?: string;
  readonly categoryField?: string;
  /**
   * What becomes of a file that has no field of the name of `idField`, `groupField` or `categoryField`: `refused`, the default, because
   * the name is likely misspelt; `absent`, because the name holds for other corpora too.
   */
  readonly missingLabels?: 'refused' | 'absent';
  /** Dotted path of the field that names the programming language of a row. */
  readonly languageField?: string;
  /** The language of all sources, whatever fields and endings say. */
  readonly language?: Language;
  /** Dotted paths of a table's columns; default all that hold a number or a word. */
  readonly columns?: readonly string[];
  /** Dotted path of a list of numbers: the example's feature vector. */
  readonly vectorField?: string;
  /** Dotted path of a picture's bytes or of the path of its file, for tables of pictures. Default: found. */
  readonly imageField?: string;
  /**
   * `ignored` leaves what rows say of their provenance unread, right or wrong: for who writes it anew. Default `read`, where
   * a word outside the vocabulary makes a row malformed.
   */
  readonly provenance?: 'read' | 'ignored';
  /** Rows longer than this, in bytes, are malformed. Default 256 MiB. */
  readonly maxRowBytes?: number;
}

/** A piece of a corpus that one worker reads alone. A plain value. */
export interface Shard {
  /** Absolute path, or `-`. */
  readonly path: string;
  /** What ids and messages call the file: its path below the input given, with `/` between parts. */
  readonly name: string;
  readonly format: Format;
  readonly compression: Compression;
  /** Size in bytes as stored, for progress. 0 when unknown. */
  readonly bytes: number;
  /** Byte range of an uncompressed line format: lines that start in [start, end). */
  readonly range?: readonly [number, number];
  /** Row groups of a Parquet file, rows of a `.npy` file: [first, afterLast). */
  readonly rowGroups?: readonly [number, number];
  /** Where the file stands, and what of it is wanted; `path` is then where it is shown, and nothing can be read there. */
  readonly remote?: RemotePart;
}

/** A row that could not become an example. */
export interface BadRow {
  readonly file: string;
  /**
   * Line (line formats, CSV) or row (Parquet, JSON array), from 1. Counted from the start of the shard: whoever holds all
   * shards of a file adds the rows of those before.
   */
  readonly row: number;
  readonly reason: string;
  /** The raw row, at most 1,000 characters, for a quarantine file. */
  readonly raw?: string;
}

/** What a reader tells while it reads. */
export interface ReadEvents {
  /** A malformed row was passed over. */
  badRow(row: BadRow): void;
  /** `bytes` more were read from the file as stored. */
  progress(bytes: number): void;
  /** A row was kept though its bytes are no valid text: U+FFFD stands for them. `row` is as in `BadRow`. */
  invalidEncoding?(file: string, row: number): void;
}

/** What a finished shard amounts to. */
export interface ShardEnd {
  /** Rows met, good, blank and malformed: the offset of the next shard's row numbers. */
  readonly rows: number;
}

/** Reads one shard: hands over its examples in file order, in batches, and returns its end. */
export type ReadShard = ReadRows<Example>;

/** Reads one shard as `ReadShard` does, and hands over what `T` keeps of each row. */
export type ReadRows<T> = (
  shard: Shard,
  spec: CorpusSpec,
  events: ReadEvents,
) => AsyncGenerator<T[], ShardEnd>;
