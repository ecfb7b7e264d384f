import type { Fragment, Job, RunHooks } from './engine.ts';
import { createKernel } from './kernel.ts';
import { ProgressSum } from './progress.ts';
import { readIntoKernel } from './read-shard.ts';

/** Runs a job in the calling thread, shard after shard. It alone can read standard input. */
export async function* runInThread(job: Job, hooks: RunHooks = {}): AsyncGenerator<Fragment, void> {
  const kernel = createKernel(job);
  const progress = new ProgressSum(job.shards, hooks.onProgress);
  for (const [index, shard] of job.shards.entries()) {
    const tell = (bytes: number, examples: number) => progress.add(index, bytes, examples);
    yield* readIntoKernel({ task: job, kernel, shard, index, tell, signal: hooks.signal });
  }
  yield { kind: 'part', bytes: kernel.finish() };
}
