import type { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import type { Task } from './engine.ts';
import type { Answer, Order, WorkerData } from './messages.ts';
import { deathOf, revived, Thread } from './thread.ts';

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
  readonly #thread: Thread<Order, Answer>;
  readonly #put: (event: LaneEvent) => void;
  #name: string | undefined;

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
    const hear = (answer: Answer) => this.#hear(answer);
    const died = (cause: unknown) => put({ lane: this, failure: deathOf(cause, this.#name) });
    this.#thread = new Thread(file, { hear, died }, workerData);
  }

  read(index: number, shard: Shard): void {
    this.index = index;
    this.#name = shard.name;
    this.#thread.post({ kind: 'read', index, shard });
  }

  /** Asks for the part; the lane is over once it was handed over. */
  finish(): void {
    this.#thread.post({ kind: 'finish' });
  }

  /** As `Thread.stop`. */
  stop(): void {
    this.#thread.stop();
  }

  #hear(answer: Answer): void {
    if (answer.kind === 'failed') {
      this.#thread.over();
      this.#put({ lane: this, failure: revived(answer.error) });
      return;
    }
    if (answer.kind === 'part') this.#thread.over();
    if (answer.kind === 'end') this.#name = undefined;
    this.#put({ lane: this, answer });
  }
}
