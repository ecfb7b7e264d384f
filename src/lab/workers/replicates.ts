import { setImmediate } from 'node:timers/promises';
import { OutcrossError } from '../../base/errors.ts';
import { interrupted, interruptible } from '../../engine/interruptible.ts';
import { Mailbox } from '../../engine/mailbox.ts';
import { Lane, type LaneEvent } from './lane.ts';

/** Jobs that do not depend on each other, such as the replicates of an experiment. */
export interface Replicates<J, R> {
  /** Plain values: they go through a message port, and so do the results. Their random streams are their own. */
  readonly jobs: readonly J[];
  /** What is done with a job, for the calling thread. */
  readonly run: (job: J) => R | Promise<R>;
  /** A compiled program that serves the same `run` (`serve`); see `workerFile`. */
  readonly file: URL;
  /** Threads: 0 works in the calling one. No more than jobs are started. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** What a job costs, in any unit, for progress. Default 1 each. */
  readonly cost?: (job: J) => number;
  /** `done` and `total` in the unit of `cost`. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Each result as it comes, in no order: for those who keep what is finished. */
  readonly onResult?: (result: R, index: number) => void;
}

/**
 * The results of all jobs, in the jobs' order: the same values whatever the number of workers. Throws the error of the first
 * job in order that failed, `E_WORKER` where a thread died, `E_INTERRUPTED` where the signal is given, and `E_PARAMETER` for a
 * number of workers that is none.
 */
export async function runReplicates<J, R>(replicates: Replicates<J, R>): Promise<R[]> {
  const { workers, jobs } = replicates;
  if (!Number.isInteger(workers) || workers < 0)
    throw new OutcrossError('E_PARAMETER', `workers must be a whole number from 0, not ${workers}`);
  const book = new Book(replicates);
  if (workers === 0) await inThread(replicates, book);
  else if (jobs.length > 0) await inWorkers(replicates, book, Math.min(workers, jobs.length));
  return book.results;
}

/** The results, and how far they have come. */
class Book<J, R> {
  readonly results: R[];
  readonly #replicates: Replicates<J, R>;
  readonly #total: number;
  #done = 0;

  constructor(replicates: Replicates<J, R>) {
    this.#replicates = replicates;
    this.results = new Array<R>(replicates.jobs.length);
    this.#total = replicates.jobs.reduce((sum, job) => sum + this.#cost(job), 0);
  }

  enter(index: number, result: R): void {
    this.results[index] = result;
    this.#done += this.#cost(this.#replicates.jobs[index]);
    this.#replicates.onResult?.(result, index);
    this.#replicates.onProgress?.(this.#done, this.#total);
  }

  #cost(job: J): number {
    return this.#replicates.cost?.(job) ?? 1;
  }
}

async function inThread<J, R>({ jobs, run, signal }: Replicates<J, R>, book: Book<J, R>): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    // Signals are heard between jobs.
    await setImmediate();
    if (signal?.aborted) throw interrupted();
    book.enter(index, await interruptible(Promise.resolve(run(job)), signal));
  }
}

async function inWorkers<J, R>(
  { jobs, file, signal }: Replicates<J, R>,
  book: Book<J, R>,
  workers: number,
): Promise<void> {
  const mailbox = new Mailbox<LaneEvent>();
  const lanes: Lane[] = [];
  try {
    if (signal?.aborted) throw interrupted();
    for (let i = 0; i < workers; i++) lanes.push(new Lane(file, (event) => mailbox.put(event)));
    const dispatch = new Dispatch(jobs, lanes);
    while (!dispatch.over) {
      const event = await interruptible(mailbox.take(), signal);
      const index = event.lane.index;
      if ('failure' in event) dispatch.fail(event.lane, event.failure);
      else {
        // The next job is on its way before the result is looked at.
        dispatch.advance(event.lane);
        book.enter(index!, event.result as R);
      }
    }
  } finally {
    for (const lane of lanes) lane.stop();
  }
}

/** Who does what. Jobs are handed out in their order. */
class Dispatch {
  readonly #jobs: readonly unknown[];
  readonly #busy: Set<Lane>;
  #next = 0;
  #failed: { readonly index: number; readonly error: OutcrossError } | undefined;

  constructor(jobs: readonly unknown[], lanes: readonly Lane[]) {
    this.#jobs = jobs;
    this.#busy = new Set(lanes);
    for (const lane of lanes) this.advance(lane);
  }

  /**
   * True once all jobs are done. After a failure, throws the error of the first job that failed as soon as no earlier one is
   * being done: what a run fails with does not depend on which worker was quicker.
   */
  get over(): boolean {
    const failed = this.#failed;
    if (failed === undefined) return this.#busy.size === 0;
    for (const { index } of this.#busy) if (index !== undefined && index < failed.index) return false;
    throw failed.error;
  }

  advance(lane: Lane): void {
    lane.index = undefined;
    const index = this.#next;
    if (this.#failed !== undefined || index >= this.#jobs.length) {
      this.#busy.delete(lane);
      return;
    }
    this.#next++;
    lane.start(index, this.#jobs[index]);
  }

  fail(lane: Lane, error: OutcrossError): void {
    this.#busy.delete(lane);
    const index = lane.index ?? -1;
    if (this.#failed === undefined || index < this.#failed.index) this.#failed = { index, error };
  }
}
