import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import { openBlockSink, type SinkOptions } from '../../corpus/sink.ts';
import type { Plan } from '../plan.ts';
import type { Deal } from './deal.ts';
import { gatherInOrder, gatherSorted } from './gather.ts';
import type { BuildOptions } from './options.ts';

/** Throws `E_WRITE` where something stands at an output that may not be written over: asked before the long work. */
export async function refuseExisting(options: BuildOptions): Promise<void> {
  for (const { path, how } of destinations(options)) await (await openBlockSink(path, how)).abort();
}

/** What was dealt. */
export interface Dealt {
  readonly folder: string;
  readonly pieces: number;
  readonly plan: Plan;
  readonly deal: Deal;
}

/**
 * Writes the set, and the rejects where they are kept: both appear or neither does. `beforeCommit` is called once all is on the disk.
 * Whoever comes here owns what stands there, or has seen that nothing does.
 */
export async function gatherAll(
  dealt: Dealt,
  options: BuildOptions,
  beforeCommit: () => Promise<void>,
): Promise<SinkResult[]> {
  const sinks: BlockSink[] = [];
  try {
    for (const { path, how } of destinations(options)) {
      sinks.push(await openBlockSink(path, { like: parquetOf(dealt.deal), ...how, replace: true }));
    }
    await gather(dealt, sinks);
    for (const sink of sinks) await sink.stage();
    await beforeCommit();
    const results: SinkResult[] = [];
    for (const sink of sinks) results.push(await sink.commit());
    return results;
  } catch (error) {
    for (const sink of sinks) await sink.abort();
    throw error;
  }
}

async function gather({ folder, pieces, plan, deal }: Dealt, sinks: readonly BlockSink[]): Promise<void> {
  const [data, rejects] = sinks;
  const { buckets } = deal.settings;
  if (plan.policy.order === 'input') await gatherInOrder(folder, pieces, 0, data);
  else for (let b = 0; b < buckets; b++) await gatherSorted(folder, pieces, b, data);
  if (rejects !== undefined) await gatherInOrder(folder, pieces, buckets, rejects);
}

/** Parquet files that are read: columns keep their types in a set that is one. */
function parquetOf({ shards }: Deal): string[] {
  return [...new Set(shards.flatMap(({ format, path }) => (format === 'parquet' ? [path] : [])))];
}

/** Where the set goes, and what stays out. */
export function destinations({
  output,
  sink = {},
  rejects,
}: BuildOptions): { path: string; how: SinkOptions }[] {
  const data = { path: output, how: sink };
  const { replace } = sink;
  if (rejects === undefined) return [data];
  return [data, { path: rejects, how: replace === undefined ? {} : { replace } }];
}
