import { Worker } from 'node:worker_threads';
import { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import type { Task } from './engine.ts';
import type { Answer, Order, PlainError, WorkerData } from './messages.ts';

/** What a lane tells the pool: an answer of its worker, or that the worker failed or died. */
export type LaneEvent =
  | { readonly lane: Lane; readonly answer: Exclude<Answer, { kind: 'failed' }> }
  | { readonly lane: Lane; readonly failure: OutcrossError };

/**
 * The worker's compiled file. Tests run this module from its source: a worker has no transformer for TypeScript, so there
 * it is the one that the last build made.
 */
export function workerFile(name: string): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? `../../dist/engine/${name}.js` : `./${name}.js`, here);
}

/** One worker thread, which reads one shard at a time. */
export class Lane {
  /** Index of the shard that it reads; undefined while it has none. */
  index: number | undefined;
  readonly #worker: Worker;
  readonly #put: (event: LaneEvent) => void;
  #name: string | undefined;
  #over = false;

  /** `file`: the worker's program. */
  constructor(task: Task, put: (event: LaneEvent) => void, file: URL = workerFile('worker')) {
    this.#put = put;
    const workerData: WorkerData = {
      task: {
        kernel: task.kernel,
        spec: task.spec,
        settings: task.settings,
        ...(task.features === undefined ? {} : { features: task.features }),
        ...(task.namedRows === undefined ? {} : { namedRows: task.namedRows }),
      },
    };
    this.#worker = new Worker(file, { workerData });
    this.#worker.on('message', (answer: Answer) => this.#hear(answer));
    this.#worker.on('messageerror', (error) => this.#died(error));
    this.#worker.on('error', (error) => this.#died(error));
    this.#worker.on('exit', (status) => this.#died(new Error(`it ended with status ${status}`)));
  }

  read(index: number, shard: Shard): void {
    this.index = index;
    this.#name = shard.name;
    this.#order({ kind: 'read', index, shard });
  }

  /** Asks for the part; the lane is over once it was handed over. */
  finish(): void {
    this.#order({ kind: 'finish' });
  }

  /** Ends the thread wherever it is. Not waited for: a thread that reads a silent pipe ends when the pipe does. */
  stop(): void {
    this.#over = true;
    this.#worker.terminate().catch(() => {});
  }

  #order(order: Order): void {
    this.#worker.postMessage(order);
  }

  #hear(answer: Answer): void {
    if (this.#over) return;
    if (answer.kind === 'failed') {
      this.#over = true;
      this.#put({ lane: this, failure: revived(answer.error) });
      return;
    }
    if (answer.kind === 'part') this.#over = true;
    if (answer.kind === 'end') this.#name = undefined;
    this.#put({ lane: this, answer });
  }

  #died(cause: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#put({ lane: this, failure: deathOf(cause, this.#name) });
  }
}

export function revived({ code, message, where, hint, stack }: PlainError): OutcrossError {
  return new OutcrossError(code, message, { where, hint, cause: stack });
}

export function deathOf(cause: unknown, shard: string | undefined): OutcrossError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const during = shard === undefined ? '' : ` while it read ${shard}`;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OutcrossError('E_WORKER', `a worker died${during}: ${reason}`, {
    where: shard,
    cause,
    hint:
      code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? 'Its memory did not suffice: lower --max-row-bytes, or give Node more with NODE_OPTIONS=--max-old-space-size.'
        : 'Try --workers 0. If it happens again, report it with this message.',
  });
}
