import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job } from './jobs.ts';
import type { Outcome } from './run-job.ts';

/** Runs jobs on all cores. The outcomes are in the order of the jobs, without those that could not be run. */
export async function runAll(jobs: readonly Job[], onDone: (done: number) => void): Promise<Outcome[]> {
  const outcomes: (Outcome | undefined)[] = new Array(jobs.length);
  let next = 0;
  let done = 0;
  const drain = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url));
      let current = -1;
      const feed = () => {
        if (next === jobs.length) {
          worker.terminate().then(() => resolve(), reject);
          return;
        }
        current = next++;
        worker.postMessage(jobs[current]);
      };
      worker.on('error', reject);
      worker.on('message', (message: { outcome?: Outcome }) => {
        if (current >= 0) {
          outcomes[current] = message.outcome;
          onDone(++done);
        }
        feed();
      });
    });
  await Promise.all(Array.from({ length: availableParallelism() }, drain));
  return outcomes.filter((outcome) => outcome !== undefined);
}
