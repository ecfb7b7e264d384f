import { planShards } from '../../corpus/plan.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { FindSummary, FoundRow } from './find-rows.ts';
import type { IdSetColumns } from './id-set.ts';
import { type RunRowsOptions, runRows } from './run-rows.ts';

/** An example that was looked for, and where it stands. */
export interface FoundExample extends FoundRow {
  /** Absolute. */
  readonly path: string;
}

/** Bytes of a shard. */
const SHARD_BYTES = 8 * 1024 * 1024;

/** All examples of some ids, in the order of the corpus. Throws as `planShards` and `runRows`. */
export async function findExamples(
  spec: CorpusSpec,
  wanted: IdSetColumns,
  options: RunRowsOptions = {},
): Promise<FoundExample[]> {
  const shards = await planShards(spec, { targetBytes: SHARD_BYTES });
  const examples: FoundExample[] = [];
  const job = { kernel: 'find', settings: { wanted }, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind !== 'end') continue;
    const { path } = shards[fragment.shard];
    for (const row of (fragment.summary as FindSummary).found) {
      examples.push({ ...row, row: row.row + fragment.rowsBefore, path });
    }
  }
  return examples;
}
