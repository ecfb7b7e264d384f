import { planShards } from '../corpus/plan.ts';
import type { CorpusSpec, Shard } from '../corpus/source.ts';
import type { Engine } from './engine.ts';

/** Bytes of a shard: small enough that the last ones keep all workers busy. */
const SHARD_BYTES = 8 * 1024 * 1024;

export interface PlanningOptions {
  /** Absent: this process reads. */
  readonly engine?: Engine;
  /** Most bytes of a shard, where a file can be cut. Default: what the engine likes, or 8 MiB. */
  readonly targetBytes?: number;
  readonly signal?: AbortSignal;
}

/** The shards of a corpus for who is going to read it. Throws as `planShards`, and as the engine's `mirrorOf`. */
export function planFor(
  spec: CorpusSpec,
  { engine, targetBytes, signal }: PlanningOptions = {},
): Promise<Shard[]> {
  return planShards(spec, {
    targetBytes: targetBytes ?? engine?.shardBytes ?? SHARD_BYTES,
    ...(engine?.mirrorOf === undefined ? {} : { mirrorOf: (input) => engine.mirrorOf!(input, signal) }),
  });
}
