import { OutcrossError } from '../../base/errors.ts';
import { planShards } from '../../corpus/plan.ts';
import { readRecords } from '../../corpus/read.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { BadRow, CorpusSpec, Shard } from '../../corpus/source.ts';

/** What was met beside good rows. */
export interface RowTally {
  examples: number;
  malformed: number;
  /** The first malformed row. */
  first: BadRow | undefined;
}

export interface RowReading {
  readonly spec: CorpusSpec;
  readonly tally: RowTally;
  readonly signal?: AbortSignal;
}

export function newTally(): RowTally {
  return { examples: 0, malformed: 0, first: undefined };
}

/** A good row, and the shard that it stands in. */
export interface ShardRecord {
  readonly record: CorpusRecord;
  readonly shard: Shard;
}

/** Every good row of a corpus, whole, in order; the others are counted. Throws what reading throws, and `E_INTERRUPTED`. */
export async function* readRows({ spec, tally, signal }: RowReading): AsyncGenerator<ShardRecord, void> {
  const events = {
    badRow(row: BadRow) {
      tally.malformed++;
      tally.first ??= row;
    },
    progress() {},
  };
  // Whole files: numbers of rows count from a shard's start.
  for (const shard of await planShards(spec, { targetBytes: Number.MAX_SAFE_INTEGER })) {
    for await (const batch of readRecords(shard, spec, events)) {
      if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'the drive was stopped');
      for (const record of batch) {
        tally.examples++;
        yield { record, shard };
      }
    }
  }
}
