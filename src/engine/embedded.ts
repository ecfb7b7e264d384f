import { availableParallelism } from 'node:os';
import { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import type { Engine } from './engine.ts';
import { runInThread } from './in-thread.ts';
import { runInWorkers } from './pool.ts';

/** Below this, in bytes as stored, a worker costs more time to start than it saves. */
const WORTH_A_WORKER = 8 * 1024 * 1024;

export interface EmbeddedOptions {
  /**
   * Worker threads; 0 reads in the calling thread. Default: as many as there are processors and shards, none for a single
   * shard or less than 8 MiB.
   */
  readonly workers?: number;
}

/** The engine of this process. `run` throws `E_OPTION` where the number of workers is none. */
export function embeddedEngine(options: EmbeddedOptions = {}): Engine {
  return {
    name: 'embedded',
    async *run(job, hooks) {
      const workers = workersFor(job.shards, options.workers);
      yield* workers === 0 ? runInThread(job, hooks) : runInWorkers(job, workers, hooks);
    },
  };
}

/** How many worker threads read the shards; `asked` is the caller's wish. */
export function workersFor(shards: readonly Shard[], asked: number | undefined): number {
  if (asked !== undefined && !(Number.isSafeInteger(asked) && asked >= 0)) {
    throw new OutcrossError('E_OPTION', `workers is ${asked}, not a whole number from 0`, {
      where: 'workers',
    });
  }
  // Standard input belongs to the main thread.
  if (shards.some((shard) => shard.path === '-')) return 0;
  if (asked !== undefined) return Math.min(asked, shards.length);
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  if (shards.length < 2 || bytes < WORTH_A_WORKER) return 0;
  return Math.min(availableParallelism(), shards.length);
}
