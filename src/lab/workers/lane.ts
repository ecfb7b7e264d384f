import { Worker } from 'node:worker_threads';
import { OutcrossError } from '../../base/errors.ts';
import type { Answer, Order, PlainError } from './messages.ts';

/** What a lane tells the pool: the result of its job, or that the job failed or the worker died. */
export type LaneEvent =
  | { readonly lane: Lane; readonly result: unknown }
  | { readonly lane: Lane; readonly failure: OutcrossError };

/** One worker thread, which does one job at a time. */
export class Lane {
  /** Index of the job that it does; undefined while it has none. */
  index: number | undefined;
  readonly #worker: Worker;
  readonly #put: (event: LaneEvent) => void;
  #over = false;

  /** `file`: the worker's compiled program, which calls `serve`. */
  constructor(file: URL, put: (event: LaneEvent) => void) {
    this.#put = put;
    this.#worker = new Worker(file);
    this.#worker.on('message', (answer: Answer) => this.#hear(answer));
    this.#worker.on('messageerror', (error) => this.#died(error));
    this.#worker.on('error', (error) => this.#died(error));
    this.#worker.on('exit', (status) => this.#died(new Error(`it ended with status ${status}`)));
  }

  /** Throws `E_INTERNAL` for a job that is no plain value. */
  start(index: number, job: unknown): void {
    this.index = index;
    const order: Order = { index, job };
    try {
      this.#worker.postMessage(order);
    } catch (cause) {
      throw new OutcrossError('E_INTERNAL', `job ${index} is no plain value: ${String(cause)}`, { cause });
    }
  }

  /** Ends the thread wherever it is. Not waited for. */
  stop(): void {
    this.#over = true;
    this.#worker.terminate().catch(() => {});
  }

  #hear(answer: Answer): void {
    if (this.#over) return;
    if (answer.kind === 'done') this.#put({ lane: this, result: answer.result });
    else this.#put({ lane: this, failure: revived(answer.error) });
  }

  #died(cause: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#put({ lane: this, failure: deathOf(cause) });
  }
}

function revived({ code, message, where, hint, stack }: PlainError): OutcrossError {
  return new OutcrossError(code, message, { where, hint, cause: stack });
}

function deathOf(cause: unknown): OutcrossError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OutcrossError('E_WORKER', `a worker died: ${reason}`, {
    cause,
    hint:
      code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? 'Its memory did not suffice: use fewer workers or samples, or give Node more with NODE_OPTIONS=--max-old-space-size.'
        : 'Try --workers 0. If it happens again, report it with this message.',
  });
}
