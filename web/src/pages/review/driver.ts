import type { Decide, Decided, ErrorView, NextItems, ReviewItem } from '../../../../src/server/wire.ts';
import {
  AHEAD,
  arrived,
  conflicted,
  inFront,
  refused,
  type Session,
  saved,
  sending,
  toSend,
  unanswered,
  wantsMore,
} from './session.ts';

/** What came of a decision that was sent. */
export type Outcome =
  | { readonly kind: 'saved' | 'conflict'; readonly now: Decided }
  | { readonly kind: 'refused'; readonly message: string };

/** Both reject where no answer came. */
export interface ReviewPort {
  next(queue: string, after: number, count: number): Promise<NextItems>;
  decide(body: Decide): Promise<Outcome>;
  /** One item by the id of its example; `undefined` where the queue has none. */
  item(queue: string, id: string): Promise<ReviewItem | undefined>;
}

export interface DriverOptions {
  readonly port: ReviewPort;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Calls `then` after `milliseconds`; gives what takes it back. */
  readonly later: (then: () => void, milliseconds: number) => () => void;
}

/** First wait before something is sent again, doubled each time up to the last. Milliseconds. */
export const PATIENCE = { first: 1000, most: 30_000 };

/** Items asked for at once. */
const COUNT = AHEAD * 2;

/**
 * Carries out what a session wants: fetches ahead, and sends decisions one at a time in their order, for as long as it takes. The
 * reviewer never waits for it.
 */
export class Driver {
  readonly #options: DriverOptions;
  readonly #listeners = new Set<() => void>();
  #session: Session;
  #isOffline = false;
  #failure: ErrorView | undefined;
  #wait = PATIENCE.first;
  #forgetRetry: (() => void) | undefined;
  #stopped = false;

  constructor(session: Session, options: DriverOptions) {
    this.#session = session;
    this.#options = options;
  }

  get session(): Session {
    return this.#session;
  }

  /** The server did not answer last: decisions wait. */
  get isOffline(): boolean {
    return this.#isOffline;
  }

  /** What the server answered when it would give no items: a queue that is gone, a role that was taken away. */
  get failure(): ErrorView | undefined {
    return this.#failure;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#stopped = false;
    this.#pump();
  }

  /** Shows the example that a link named before all others; where it cannot be had, the queue goes on. */
  async show(id: string): Promise<void> {
    const item = await this.#options.port.item(this.#session.queue, id).catch(() => undefined);
    if (item !== undefined) this.change((session, now) => inFront(session, item, now));
  }

  stop(): void {
    this.#stopped = true;
    this.#forgetRetry?.();
    this.#forgetRetry = undefined;
  }

  /** Changes what the reviewer sees. */
  change(step: (session: Session, now: number) => Session): void {
    this.#become(step(this.#session, this.#options.clock()));
    this.#pump();
  }

  /** Tries again at once: the network is back, or the reviewer asked. */
  retry(): void {
    this.#forgetRetry?.();
    this.#forgetRetry = undefined;
    this.#failure = undefined;
    this.#pump();
  }

  #become(session: Session): void {
    this.#session = session;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #pump(): void {
    if (this.#stopped || this.#forgetRetry !== undefined) return;
    if (this.#failure === undefined && wantsMore(this.#session)) void this.#fetch();
    const next = toSend(this.#session);
    if (next !== undefined) void this.#send(next.key, next.body);
  }

  async #fetch(): Promise<void> {
    const { queue, fetched } = this.#session;
    this.#become({ ...this.#session, fetching: true });
    try {
      const items = await this.#options.port.next(queue, fetched, COUNT);
      this.#answered();
      this.#become(arrived(this.#session, items, this.#options.clock()));
      this.#pump();
    } catch (error) {
      this.#session = { ...this.#session, fetching: false };
      if (error instanceof Refused) this.#fail(error.view);
      else this.#lost();
    }
  }

  async #send(key: number, body: Decide): Promise<void> {
    this.#become(sending(this.#session, key));
    try {
      const outcome = await this.#options.port.decide(body);
      this.#answered();
      this.#become(settled(this.#session, key, outcome));
      this.#pump();
    } catch {
      this.#session = unanswered(this.#session, key);
      this.#lost();
    }
  }

  #fail(failure: ErrorView): void {
    this.#failure = failure;
    this.#tell();
  }

  #answered(): void {
    this.#isOffline = false;
    this.#wait = PATIENCE.first;
  }

  #lost(): void {
    this.#isOffline = true;
    this.#tell();
    if (this.#stopped || this.#forgetRetry !== undefined) return;
    this.#forgetRetry = this.#options.later(() => {
      this.#forgetRetry = undefined;
      this.#pump();
    }, this.#wait);
    this.#wait = Math.min(PATIENCE.most, this.#wait * 2);
  }
}

/** The server answered, and said no. */
export class Refused extends Error {
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

function settled(session: Session, key: number, outcome: Outcome): Session {
  if (outcome.kind === 'refused') return refused(session, key, outcome.message);
  return outcome.kind === 'saved' ? saved(session, key, outcome.now) : conflicted(session, key, outcome.now);
}
