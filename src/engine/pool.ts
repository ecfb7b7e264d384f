import type { OutcrossError } from '../base/errors.ts';
import type { Fragment, Job, RunHooks } from './engine.ts';
import { interruptible } from './interruptible.ts';
import { Lane, type LaneEvent } from './lane.ts';
import { Mailbox } from './mailbox.ts';
import { ProgressSum } from './progress.ts';

/** Runs a job in worker threads, at least one and no more than shards. */
export async function* runInWorkers(
  job: Job,
  workers: number,
  hooks: RunHooks = {},
): AsyncGenerator<Fragment, void> {
  const mailbox = new Mailbox<LaneEvent>();
  const progress = new ProgressSum(job.shards, hooks.onProgress);
  const lanes: Lane[] = [];
  try {
    for (let i = 0; i < workers; i++) lanes.push(new Lane(job, (event) => mailbox.put(event)));
    const dispatch = new Dispatch(job, lanes);
    while (!dispatch.over) {
      const event = await interruptible(mailbox.take(), hooks.signal);
      if ('failure' in event) {
        dispatch.fail(event.lane, event.failure);
        continue;
      }
      const { lane, answer } = event;
      if (answer.kind === 'progress') progress.add(lane.index!, answer.bytes, answer.examples);
      else {
        // The next shard is on its way before the fragment is looked at.
        dispatch.hear(lane, answer);
        yield answer;
      }
    }
  } finally {
    for (const lane of lanes) lane.stop();
  }
}

/** Who reads what. Shards are handed out in the job's order. */
class Dispatch {
  readonly #job: Job;
  readonly #busy: Set<Lane>;
  #next = 0;
  #failed: { readonly index: number; readonly error: OutcrossError } | undefined;

  constructor(job: Job, lanes: readonly Lane[]) {
    this.#job = job;
    this.#busy = new Set(lanes);
    for (const lane of lanes) this.#advance(lane);
  }

  /**
   * True once all parts came. After a failure, throws the error of the first shard that failed as soon as no earlier one
   * is being read: what a run fails with does not depend on which worker was quicker.
   */
  get over(): boolean {
    const failed = this.#failed;
    if (failed === undefined) return this.#busy.size === 0;
    for (const { index } of this.#busy) if (index !== undefined && index < failed.index) return false;
    throw failed.error;
  }

  hear(lane: Lane, answer: Fragment): void {
    if (answer.kind === 'end') this.#advance(lane);
    else if (answer.kind === 'part') this.#busy.delete(lane);
  }

  fail(lane: Lane, error: OutcrossError): void {
    this.#busy.delete(lane);
    const index = lane.index ?? -1;
    if (this.#failed === undefined || index < this.#failed.index) this.#failed = { index, error };
  }

  #advance(lane: Lane): void {
    lane.index = undefined;
    if (this.#failed !== undefined) return;
    const index = this.#next++;
    if (index < this.#job.shards.length) lane.read(index, this.#job.shards[index]);
    else lane.finish();
  }
}
