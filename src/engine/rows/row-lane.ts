import { Worker } from 'node:worker_threads';
import type { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import { deathOf, revived, workerFile } from '../lane.ts';
import type { RowTask } from './row-job.ts';
import { RowError } from './row-kernel.ts';
import type { PlainRowError, RowAnswer, RowOrder, RowWorkerData } from './row-messages.ts';

/** What a lane tells the pool: an answer of its worker, or that the worker failed or died. */
export type RowLaneEvent =
  | { readonly lane: RowLane; readonly answer: Exclude<RowAnswer, { kind: 'failed' }> }
  | { readonly lane: RowLane; readonly failure: OutcrossError };

/** One worker thread, which reads the records of one shard at a time. */
export class RowLane {
  /** Index of the shard that it reads; undefined while it has none. */
  index: number | undefined;
  readonly #worker: Worker;
  readonly #put: (event: RowLaneEvent) => void;
  #name: string | undefined;
  #over = false;

  /** `file`: the worker's program. */
  constructor(
    { kernel, settings, spec, outputs }: RowTask,
    put: (event: RowLaneEvent) => void,
    file: URL = workerFile('rows/row-worker'),
  ) {
    this.#put = put;
    const workerData: RowWorkerData = { task: { kernel, settings, spec, outputs } };
    this.#worker = new Worker(file, { workerData });
    this.#worker.on('message', (answer: RowAnswer) => this.#hear(answer));
    this.#worker.on('messageerror', (error) => this.#died(error));
    this.#worker.on('error', (error) => this.#died(error));
    this.#worker.on('exit', (status) => this.#died(new Error(`it ended with status ${status}`)));
  }

  read(index: number, shard: Shard): void {
    this.index = index;
    this.#name = shard.name;
    this.#order({ kind: 'read', index, shard });
  }

  /** Says that `bytes` of its blocks were taken: it may send as many more. */
  taken(bytes: number): void {
    this.#order({ kind: 'taken', bytes });
  }

  /** Ends the thread wherever it is. Not waited for: a thread that reads a silent pipe ends when the pipe does. */
  stop(): void {
    this.#over = true;
    this.#worker.terminate().catch(() => {});
  }

  #order(order: RowOrder): void {
    this.#worker.postMessage(order);
  }

  #hear(answer: RowAnswer): void {
    if (this.#over) return;
    if (answer.kind !== 'failed') {
      this.#put({ lane: this, answer });
      return;
    }
    this.#over = true;
    this.#put({ lane: this, failure: rowFailure(answer.error) });
  }

  #died(cause: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#put({ lane: this, failure: deathOf(cause, this.#name) });
  }
}

function rowFailure(error: PlainRowError): OutcrossError {
  const { code, message, row, hint } = error;
  return row === undefined ? revived(error) : new RowError(code, message, row, hint);
}
