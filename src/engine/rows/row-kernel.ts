import type { ErrorCode } from '../../base/errors.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Change } from '../../corpus/change.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { Shard } from '../../corpus/source.ts';

/** What is done with the records of one shard. The same code in every thread; no state goes from shard to shard. */
export interface RowKernel {
  /** Called for each record, in file order. */
  map(record: CorpusRecord, out: RowWriter): void;
  /** What it found in the shard, a plain value. Called once, at the shard's end. */
  end(): unknown;
}

/** Where a kernel puts what it makes of a record. Outputs are numbered as in the job. */
export interface RowWriter {
  /** Writes the record, changed or as it stands. */
  write(output: number, record: CorpusRecord, change?: Change): void;
  /** Appends bytes to an output whose encoding is `bytes`. */
  bytes(output: number, bytes: Uint8Array): void;
  /** Tells of a record; file and line are filled in. */
  note(record: CorpusRecord, note: RowRemark): void;
}

/** What a kernel has to say of a record. */
export interface RowRemark {
  /** Stable and dotted, e.g. `provenance.conflict`. */
  readonly id: string;
  readonly message: string;
  /** The quantity observed, when there is one. */
  readonly measure?: number;
}

/** A remark and the record that it is of. */
export interface RowNote extends RowRemark {
  readonly file: string;
  /** Line or row of the file, from 1. */
  readonly row: number;
  /** Id of the example. */
  readonly example: string;
}

/** Which shard a kernel is for. */
export interface ShardPlace {
  readonly shard: Shard;
  /** Place of the shard in the job. */
  readonly index: number;
}

/** Ends the run because of one row. A kernel throws it; `where` is filled in with the row's line in the file. */
export class RowError extends OutcrossError {
  /** As in `CorpusRecord`. */
  readonly row: number;

  constructor(code: ErrorCode, message: string, row: number, hint?: string) {
    super(code, message, hint === undefined ? {} : { hint });
    this.row = row;
  }
}
