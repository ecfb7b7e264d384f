import type { LiveMessage } from '../../../src/server/wire.ts';

/** `live`: what is shown is renewed as the ledger grows. `lost`: the server is away; it is tried again. */
export type Connection = 'connecting' | 'live' | 'lost';

/** What of `EventSource` is used. */
export interface Stream {
  onerror: ((event: Event) => void) | null;
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  close(): void;
}

export interface LiveOptions {
  readonly open: (url: string) => Stream;
  /** Calls `then` after `milliseconds`; gives what takes it back. */
  readonly later: (then: () => void, milliseconds: number) => () => void;
}

type Listener = (message: LiveMessage) => void;

const CLOSED = 2;
const TYPES = ['hello', 'ledger', 'job'] as const;

/** First wait before a closed stream is opened again, doubled each time up to the last. Milliseconds. */
const PATIENCE = { first: 1000, most: 30_000 };

/** Milliseconds after which a page that nobody sees gives its stream back. */
const REST = 15_000;

/** The stream of what happens at the server: one for the page, however many listen. */
export class Live {
  readonly #options: LiveOptions;
  readonly #listeners = new Set<Listener>();
  readonly #watchers = new Set<() => void>();
  #connection: Connection = 'connecting';
  #stream: Stream | undefined;
  #forgetRetry: (() => void) | undefined;
  #wait = PATIENCE.first;
  #forgetRest: (() => void) | undefined;
  #resting = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Opens the stream; does nothing where it is open. */
  start(): void {
    if (this.#stream !== undefined) return;
    const stream = this.#options.open('/api/live');
    this.#stream = stream;
    for (const type of TYPES) stream.addEventListener(type, (event) => this.#take(event));
    stream.onerror = () => this.#fail(stream);
  }

  /**
   * Whether anybody sees the page. A browser has six connections to a server for all of its windows, and each stream takes one: with a
   * seventh window nothing would load. What happened while it rested, the next `hello` tells.
   */
  seen(isSeen: boolean): void {
    this.#forgetRest?.();
    this.#forgetRest = isSeen ? undefined : this.#options.later(() => this.#rest(), REST);
    if (!isSeen || !this.#resting) return;
    this.#resting = false;
    this.start();
  }

  #rest(): void {
    if (this.#stream === undefined) return;
    this.#resting = true;
    this.#stream.close();
    this.#stream = undefined;
  }

  stop(): void {
    this.#resting = false;
    this.#forgetRest?.();
    this.#forgetRest = undefined;
    this.#forgetRetry?.();
    this.#forgetRetry = undefined;
    this.#stream?.close();
    this.#stream = undefined;
    this.#become('connecting');
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `watcher` when `connection` changes. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #take(event: MessageEvent): void {
    const message = messageOf(event.data);
    if (message === undefined) return;
    this.#wait = PATIENCE.first;
    this.#become('live');
    for (const listener of this.#listeners) listener(message);
  }

  /** A browser opens a broken stream again by itself, but not one that was refused. */
  #fail(stream: Stream): void {
    this.#become('lost');
    if (stream.readyState !== CLOSED || this.#stream !== stream) return;
    this.#stream = undefined;
    this.#forgetRetry = this.#options.later(() => this.start(), this.#wait);
    this.#wait = Math.min(PATIENCE.most, this.#wait * 2);
  }

  #become(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    for (const watcher of this.#watchers) watcher();
  }
}

function messageOf(data: unknown): LiveMessage | undefined {
  try {
    const message = JSON.parse(String(data)) as LiveMessage;
    return TYPES.includes(message.type) ? message : undefined;
  } catch {
    return undefined;
  }
}
