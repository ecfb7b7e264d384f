import { OutcrossError } from '../../base/errors.ts';
import { deathOf, revived, Thread } from '../../engine/thread.ts';
import type { Answer, Order } from './messages.ts';

/** What a lane tells the pool: the result of its job, or that the job failed or the worker died. */
export type LaneEvent =
  | { readonly lane: Lane; readonly result: unknown }
  | { readonly lane: Lane; readonly failure: OutcrossError };

const LESS_MEMORY = 'use fewer workers or samples';

/** One worker thread, which does one job at a time. */
export class Lane {
  /** Index of the job that it does; undefined while it has none. */
  index: number | undefined;
  readonly #thread: Thread<Order, Answer>;

  /** `file`: the worker's compiled program, which calls `serve`. */
  constructor(file: URL, put: (event: LaneEvent) => void) {
    this.#thread = new Thread<Order, Answer>(file, {
      hear: (answer) =>
        answer.kind === 'done'
          ? put({ lane: this, result: answer.result })
          : put({ lane: this, failure: revived(answer.error) }),
      died: (cause) => put({ lane: this, failure: deathOf(cause, undefined, LESS_MEMORY) }),
    });
  }

  /** Throws `E_INTERNAL` for a job that is no plain value. */
  start(index: number, job: unknown): void {
    this.index = index;
    const order: Order = { index, job };
    try {
      this.#thread.post(order);
    } catch (cause) {
      throw new OutcrossError('E_INTERNAL', `job ${index} is no plain value: ${String(cause)}`, { cause });
    }
  }

  /** As `Thread.stop`. */
  stop(): void {
    this.#thread.stop();
  }
}
