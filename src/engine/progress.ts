import type { Shard } from '../corpus/source.ts';
import type { RunHooks } from './engine.ts';

/** Adds up what the shards of a run tell. */
export class ProgressSum {
  readonly #shards: readonly Shard[];
  readonly #onProgress: RunHooks['onProgress'];
  readonly #totalBytes: number | undefined;
  #bytes = 0;
  #examples = 0;

  constructor(shards: readonly Shard[], onProgress: RunHooks['onProgress']) {
    this.#shards = shards;
    this.#onProgress = onProgress;
    this.#totalBytes = totalBytes(shards);
  }

  add(shard: number, bytes: number, examples: number): void {
    this.#bytes += bytes;
    this.#examples += examples;
    this.#onProgress?.({
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      examples: this.#examples,
      file: this.#shards[shard].name,
    });
  }
}

/** Bytes of all shards as stored; undefined where one is a stream, whose length nobody knows. */
export function totalBytes(shards: readonly Shard[]): number | undefined {
  let sum = 0;
  for (const { bytes, format } of shards) {
    // A Parquet file without rows has a shard of no bytes too.
    if (bytes === 0 && format !== 'parquet') return undefined;
    sum += bytes;
  }
  return sum;
}
