import type { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import { workerFile } from '../lane.ts';
import { deathOf, revived, Thread } from '../thread.ts';
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
  readonly #thread: Thread<RowOrder, RowAnswer>;
  readonly #put: (event: RowLaneEvent) => void;
  #name: string | undefined;

  /** `file`: the worker's program. */
  constructor(
    { kernel, settings, spec, outputs }: RowTask,
    put: (event: RowLaneEvent) => void,
    file: URL = workerFile('rows/row-worker'),
  ) {
    this.#put = put;
    const workerData: RowWorkerData = { task: { kernel, settings, spec, outputs } };
    const hear = (answer: RowAnswer) => this.#hear(answer);
    const died = (cause: unknown) => put({ lane: this, failure: deathOf(cause, this.#name) });
    this.#thread = new Thread(file, { hear, died }, workerData);
  }

  read(index: number, shard: Shard): void {
    this.index = index;
    this.#name = shard.name;
    this.#thread.post({ kind: 'read', index, shard });
  }

  /** Says that `bytes` of its blocks were taken: it may send as many more. */
  taken(bytes: number): void {
    this.#thread.post({ kind: 'taken', bytes });
  }

  /** As `Thread.stop`. */
  stop(): void {
    this.#thread.stop();
  }

  #hear(answer: RowAnswer): void {
    if (answer.kind !== 'failed') {
      this.#put({ lane: this, answer });
      return;
    }
    this.#thread.over();
    this.#put({ lane: this, failure: rowFailure(answer.error) });
  }
}

function rowFailure(error: PlainRowError): OutcrossError {
  const { code, message, row, hint } = error;
  return row === undefined ? revived(error) : new RowError(code, message, row, hint);
}
