import type { CorpusRecord } from '../../corpus/record.ts';
import { type RemovalColumns, Removals } from '../../quality/duplicates/removals.ts';
import type { RowKernel, RowWriter, ShardPlace } from './row-kernel.ts';

/** Which records go, decided before. */
export interface DedupRowsSettings {
  readonly removals: RemovalColumns;
  /** For each shard of the job the place of its first record in the corpus. */
  readonly firsts: readonly number[];
  /** Whether there is an output for what goes. */
  readonly writeRemoved: boolean;
}

export interface DedupRowsSummary {
  readonly records: number;
}

/** Writes what stays to output 0 as it stood, and what goes to output 1, with the field `duplicate` that says why. */
export function dedupRows(
  { removals, firsts, writeRemoved }: DedupRowsSettings,
  { index }: ShardPlace,
): RowKernel {
  const all = new Removals(removals);
  const first = firsts[index];
  let example = first;
  let next = all.from(first);
  return {
    map(record: CorpusRecord, out: RowWriter) {
      if (removals.example[next] !== example++) return out.write(0, record);
      if (writeRemoved) out.write(1, record, { fields: { duplicate: all.at(next) } });
      next++;
    },
    end: (): DedupRowsSummary => ({ records: example - first }),
  };
}
