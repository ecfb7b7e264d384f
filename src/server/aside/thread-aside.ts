import { Worker } from 'node:worker_threads';
import { OutcrossError } from '../../base/errors.ts';
import { deathOf, revived } from '../../engine/thread.ts';
import type { Aside } from './aside.ts';
import type { AsideAnswer, AsideData, AsideOrder } from './messages.ts';

/** Milliseconds that a thread has to close what it keeps open. */
const GRACE = 2_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: OutcrossError) => void;
}

/** See `workerFile` of the engine: tests run the thread that was built last. */
export function asideFile(): URL {
  const here = import.meta.url;
  return new URL(
    here.endsWith('.ts') ? '../../../dist/server/aside/aside-worker.js' : './aside-worker.js',
    here,
  );
}

/**
 * Calls in a thread of their own, which begins with the first call. A thread that dies takes the calls under way with it; the next call
 * begins another.
 */
export function threadAside(data: AsideData, file: URL = asideFile()): Aside {
  return new ThreadAside(data, file);
}

class ThreadAside implements Aside {
  readonly #data: AsideData;
  readonly #file: URL;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #calls = 0;
  #isClosed = false;

  constructor(data: AsideData, file: URL) {
    this.#data = data;
    this.#file = file;
  }

  call<T>(name: string, argument?: unknown): Promise<T> {
    if (this.#isClosed) return Promise.reject(closed());
    return this.#ask({ id: this.#calls++, name, argument }) as Promise<T>;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const thread = this.#thread;
    if (thread === undefined) return;
    const { promise, resolve } = withResolvers<void>();
    const timer = setTimeout(resolve, GRACE);
    this.#ask({ id: this.#calls++, close: true }).then(
      () => resolve(),
      () => resolve(),
    );
    await promise;
    clearTimeout(timer);
    this.#fail(closed());
    await thread.terminate();
  }

  #ask(order: AsideOrder): Promise<unknown> {
    const { promise, resolve, reject } = withResolvers<unknown>();
    this.#waiting.set(order.id, { resolve, reject });
    this.#thread ??= this.#begin();
    this.#thread.postMessage(order);
    return promise;
  }

  #begin(): Worker {
    const thread = new Worker(this.#file, { workerData: this.#data });
    // A server that was told to stop does not wait for what nobody hears any more.
    thread.unref();
    thread.on('message', (answer: AsideAnswer) => this.#hear(answer));
    const died = (cause: unknown) => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      this.#fail(this.#isClosed ? closed() : deathOf(cause, undefined));
    };
    thread.on('messageerror', died);
    thread.on('error', died);
    thread.on('exit', (status) => died(new Error(`it ended with status ${status}`)));
    return thread;
  }

  #hear(answer: AsideAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(revived(answer.error));
    else waiting?.resolve(answer.value);
  }

  #fail(error: OutcrossError): void {
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(error);
  }
}

function closed(): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', 'the server is closing', { hint: 'Ask again when it runs.' });
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: OutcrossError) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
