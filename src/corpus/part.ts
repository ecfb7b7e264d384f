/** A file that was written. */
export interface WrittenFile {
  readonly path: string;
  /** Its name, within the folder of parts where it is one. */
  readonly name: string;
  /** Bytes as stored. */
  readonly bytes: number;
  /** SHA-256 of those bytes, in hexadecimal digits. */
  readonly sha256: string;
  readonly records: number;
}

/** A file of an output, on its way; see `BlockSink`. */
export interface Part {
  /** Bytes of records written so far. */
  readonly content: number;
  readonly records: number;
  /** Appends whole records. */
  write(bytes: Uint8Array, records: number): Promise<void>;
  stage(): Promise<void>;
  /** Comes after `stage`. */
  commit(): Promise<WrittenFile>;
  /** What was staged, under the path that it is going to have. */
  written(path: string): WrittenFile;
  discard(): Promise<void>;
}
