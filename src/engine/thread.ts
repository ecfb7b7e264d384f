import { Worker } from 'node:worker_threads';
import { OutcrossError } from '../base/errors.ts';
import type { PlainError } from './messages.ts';

/** Who hears a thread. */
export interface ThreadEars<Answer> {
  /** An answer. */
  readonly hear: (answer: Answer) => void;
  /** It died, or what it said could not be read; nothing is heard of it after that. */
  readonly died: (cause: unknown) => void;
}

/** A worker thread of which nothing is heard after it was stopped, or died, or was over. */
export class Thread<Order, Answer> {
  readonly #worker: Worker;
  readonly #ears: ThreadEars<Answer>;
  #over = false;

  /** `file`: the worker's compiled program. */
  constructor(file: URL, ears: ThreadEars<Answer>, workerData?: unknown) {
    this.#ears = ears;
    this.#worker = new Worker(file, { workerData });
    this.#worker.on('message', (answer: Answer) => {
      if (!this.#over) ears.hear(answer);
    });
    this.#worker.on('messageerror', (error) => this.#died(error));
    this.#worker.on('error', (error) => this.#died(error));
    this.#worker.on('exit', (status) => this.#died(new Error(`it ended with status ${status}`)));
  }

  /** Throws what cannot be sent. */
  post(order: Order): void {
    this.#worker.postMessage(order);
  }

  /** Its last word was heard: that it ends now is no death. */
  over(): void {
    this.#over = true;
  }

  /** Ends the thread wherever it is. Not waited for: a thread that reads a silent pipe ends when the pipe does. */
  stop(): void {
    this.#over = true;
    this.#worker.terminate().catch(() => {});
  }

  #died(cause: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#ears.died(cause);
  }
}

/** An error as it was before it went through a message port. */
export function revived({ code, message, where, hint, stack }: PlainError): OutcrossError {
  return new OutcrossError(code, message, { where, hint, cause: stack });
}

const LESS_MEMORY = 'lower --max-row-bytes';

/** What the death of a thread means: `E_WORKER`. `shard`: what it read; `less`: what would take less memory. */
export function deathOf(cause: unknown, shard: string | undefined, less = LESS_MEMORY): OutcrossError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const during = shard === undefined ? '' : ` while it read ${shard}`;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OutcrossError('E_WORKER', `a worker died${during}: ${reason}`, {
    where: shard,
    cause,
    hint:
      code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? `Its memory did not suffice: ${less}, or give Node more with NODE_OPTIONS=--max-old-space-size.`
        : 'Try --workers 0. If it happens again, report it with this message.',
  });
}
