import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import { planFor } from '../plan-for.ts';
import type { FindSummary, FoundRow } from './find-rows.ts';
import type { IdSetColumns } from './id-set.ts';
import { type RunRowsOptions, runRows } from './run-rows.ts';

/** An example that was looked for, and where it stands. */
export interface FoundExample extends FoundRow {
  /** Absolute. */
  readonly path: string;
}

/** Bytes of a shard. */
export const FIND_SHARD_BYTES = 8 * 1024 * 1024;

/** A shard, and how many rows of its file stand before it. */
export interface PlacedShard {
  readonly shard: Shard;
  readonly rowsBefore: number;
}

/** All examples of some ids, in the order of the corpus. Throws as `planFor` and `runRows`. */
export async function findExamples(
  spec: CorpusSpec,
  wanted: IdSetColumns,
  options: RunRowsOptions = {},
): Promise<FoundExample[]> {
  return find(await planFor(spec, { ...options, targetBytes: FIND_SHARD_BYTES }), spec, wanted, options);
}

/** As `findExamples`, in some shards of a plan. Throws as `runRows`. */
export function findInShards(
  placed: readonly PlacedShard[],
  spec: CorpusSpec,
  wanted: IdSetColumns,
  options: RunRowsOptions,
): Promise<FoundExample[]> {
  const shards = placed.map(({ shard }) => shard);
  return find(shards, spec, wanted, options, (i) => placed[i].rowsBefore);
}

async function find(
  shards: readonly Shard[],
  spec: CorpusSpec,
  wanted: IdSetColumns,
  options: RunRowsOptions,
  rowsBefore?: (shard: number) => number,
): Promise<FoundExample[]> {
  const examples: FoundExample[] = [];
  if (shards.length === 0) return examples;
  const job = { kernel: 'find', settings: { wanted }, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, options)) {
    if (fragment.kind !== 'end') continue;
    const { path } = shards[fragment.shard];
    const before = rowsBefore?.(fragment.shard) ?? fragment.rowsBefore;
    for (const row of (fragment.summary as FindSummary).found) {
      examples.push({ ...row, row: row.row + before, path });
    }
  }
  return examples;
}
