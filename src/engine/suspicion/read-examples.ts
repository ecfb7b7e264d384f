import type { Example } from '../../corpus/example.ts';
import { planShards } from '../../corpus/plan.ts';
import { readShard } from '../../corpus/read.ts';
import type { BadRow, CorpusSpec } from '../../corpus/source.ts';
import type { RunHooks } from '../engine.ts';
import { interruptible } from '../interruptible.ts';
import { ProgressSum } from '../progress.ts';

/** What reading tells, and how it is stopped. */
export interface ReadHooks extends Pick<RunHooks, 'onProgress'> {
  readonly signal?: AbortSignal;
  readonly onBadRow?: (row: BadRow) => void;
}

/** The examples of a corpus in their order, one after the other. Throws as readers do, and `E_INTERRUPTED`. */
export async function* readExamples(spec: CorpusSpec, hooks: ReadHooks): AsyncGenerator<Example, void> {
  const shards = await planShards(spec, { targetBytes: Number.MAX_SAFE_INTEGER });
  const progress = new ProgressSum(shards, hooks.onProgress);
  for (const [place, shard] of shards.entries()) {
    const events = {
      badRow: (row: BadRow) => hooks.onBadRow?.(row),
      progress: (bytes: number) => progress.add(place, bytes, 0),
    };
    const batches = readShard(shard, spec, events);
    let waiting = false;
    try {
      for (;;) {
        waiting = true;
        const step = await interruptible(batches.next(), hooks.signal);
        waiting = false;
        if (step.done) break;
        progress.add(place, 0, step.value.length);
        yield* step.value;
      }
    } finally {
      // A generator that waits for input that may never come would hold up its own return.
      const closing = batches.return({ rows: 0 });
      if (waiting) closing.catch(() => {});
      else await closing;
    }
  }
}
