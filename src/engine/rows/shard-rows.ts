import { OutcrossError } from '../../base/errors.ts';
import { BytesEncoder } from '../../corpus/bytes-encoder.ts';
import type { Change } from '../../corpus/change.ts';
import { createEncoder } from '../../corpus/encoder.ts';
import type { Encoding, RecordEncoder } from '../../corpus/encoding.ts';
import { readRecords } from '../../corpus/read.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { BadRow, ReadEvents, Shard } from '../../corpus/source.ts';
import { interruptible } from '../interruptible.ts';
import { named } from '../read-shard.ts';
import type { RowFragment, RowTask } from './row-job.ts';
import { RowError, type RowKernel, type RowNote, type RowRemark, type RowWriter } from './row-kernel.ts';

/** One shard of a job, and who reads it. */
export interface RowReading {
  readonly task: RowTask;
  readonly kernel: RowKernel;
  readonly shard: Shard;
  /** Place of the shard in the job. */
  readonly index: number;
  /** Told of bytes read and records met since it was told last. */
  readonly tell: (bytes: number, records: number) => void;
  readonly signal?: AbortSignal;
}

/** Feeds the records of one shard to the kernel and yields what comes of them, rows counted from the start of the shard. */
export async function* shardRows(reading: RowReading): AsyncGenerator<RowFragment, void> {
  try {
    yield* feed(reading);
  } catch (error) {
    throw error instanceof RowError ? error : named(error, reading.shard);
  }
}

async function* feed({
  task,
  kernel,
  shard,
  index,
  tell,
  signal,
}: RowReading): AsyncGenerator<RowFragment, void> {
  const desk = new Desk(task.outputs, shard, index);
  const events: ReadEvents = {
    badRow: (row) => desk.bad(row),
    progress: (bytes) => tell(bytes, 0),
    invalidEncoding: () => desk.invalidEncoding++,
  };
  const batches = readRecords(shard, task.spec, events);
  let waiting = false;
  try {
    for (;;) {
      waiting = true;
      const step = await interruptible(batches.next(), signal);
      waiting = false;
      if (step.done) {
        yield* desk.take(true);
        const { malformed, invalidEncoding } = desk;
        const summary = kernel.end();
        return yield {
          kind: 'end',
          shard: index,
          rows: step.value.rows,
          rowsBefore: 0,
          malformed,
          invalidEncoding,
          summary,
        };
      }
      for (const record of step.value) {
        kernel.map(record, desk);
        if (desk.full) yield* desk.take(false);
      }
      yield* desk.take(false);
      tell(0, step.value.length);
    }
  } finally {
    // A generator that waits for input that may never come would hold up its own return.
    const closing = batches.return({ rows: 0 });
    if (waiting) closing.catch(() => {});
    else await closing;
  }
}

/** Where a kernel puts its results until they are taken. */
class Desk implements RowWriter {
  malformed = 0;
  invalidEncoding = 0;
  full = false;
  readonly #shard: Shard;
  readonly #index: number;
  readonly #encoders: readonly RecordEncoder[];
  #rows: BadRow[] = [];
  #notes: RowNote[] = [];

  constructor(outputs: readonly Encoding[], shard: Shard, index: number) {
    this.#encoders = outputs.map(createEncoder);
    this.#shard = shard;
    this.#index = index;
  }

  write(output: number, record: CorpusRecord, change?: Change): void {
    const encoder = this.#encoder(output);
    encoder.add(record, change);
    if (encoder.full) this.full = true;
  }

  bytes(output: number, bytes: Uint8Array): void {
    const encoder = this.#encoder(output);
    if (!(encoder instanceof BytesEncoder)) {
      throw new OutcrossError('E_INTERNAL', `output ${output} takes records, not bytes`);
    }
    encoder.bytes(bytes);
    if (encoder.full) this.full = true;
  }

  note({ row, example }: CorpusRecord, remark: RowRemark): void {
    this.#notes.push({ ...remark, file: this.#shard.name, row, example: example.id });
  }

  bad(row: BadRow): void {
    this.malformed++;
    this.#rows.push(row);
  }

  /** What has come together: rows and notes, and the blocks that are full, or all. */
  *take(all: boolean): Generator<RowFragment, void> {
    const shard = this.#index;
    const rows = this.#rows;
    const notes = this.#notes;
    this.#rows = [];
    this.#notes = [];
    this.full = false;
    if (rows.length > 0) yield { kind: 'rows', shard, rows };
    if (notes.length > 0) yield { kind: 'notes', shard, notes };
    for (const [output, encoder] of this.#encoders.entries()) {
      if (!all && !encoder.full) continue;
      const block = encoder.take();
      if (block !== undefined) yield { kind: 'block', shard, output, ...block };
    }
  }

  #encoder(output: number): RecordEncoder {
    const encoder = this.#encoders[output];
    if (encoder !== undefined) return encoder;
    throw new OutcrossError('E_INTERNAL', `the job has no output ${output}`);
  }
}
