import { canonicalJson } from '../base/canonical.ts';
import type { Rng } from '../base/rng.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import { waitAfter } from './backoff.ts';
import type { Outstanding } from './outbox.ts';
import type { Answer, Post } from './post.ts';
import type { Spool, Spooled } from './spool.ts';

/** What a courier needs of the ledger. */
export interface Register {
  /** Alerts that were raised and are not settled, oldest first. */
  outstanding(): Promise<readonly Outstanding[]>;
  isSettled(id: string): Promise<boolean>;
  /** Durable when it resolves. */
  settle(id: string, body: Omit<BodyOf<'alert.delivered'>, 'version'>): Promise<void>;
}

export interface CourierOptions {
  readonly spool: Spool;
  readonly register: Register;
  readonly post: Post;
  /** The receiver as it may be shown: its host. */
  readonly to: string;
  readonly rng: Rng;
}

/** What a delivery came to, for the log. */
export interface Delivery {
  readonly id: string;
  readonly attempts: number;
  readonly answer: Answer;
}

/** Refusals of one alert before it is set aside, so that it does not hold up those after it. */
const MOST_REFUSALS = 5;

/**
 * Delivers alerts in the order in which they were raised. Laws:
 * - the ledger says what was raised and what is settled; the spool can be lost, and is made again from it;
 * - an alert is settled only after the receiver took it: a kill in between sends it once more, under the same key;
 * - nothing that is settled is sent, not even by another courier that did not know;
 * - a receiver that is down holds up all alerts and loses none; one that refuses an alert for good holds up none.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #attempts = new Map<string, { attempts: number; refusals: number }>();
  /** No attempt before this, on the clock that never goes back. */
  #notBefore = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #waiting = 0;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Alerts that wait, as of the last look. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Puts what the ledger knows of into the spool, and takes out of it what is settled. Called at the start, and after each alert. */
  async gather(): Promise<void> {
    const { spool, register } = this.#options;
    const due = await register.outstanding();
    const ids = new Set(due.map(({ alert }) => alert.id));
    const there = new Set<string>();
    for (const alert of await spool.list()) {
      if (ids.has(alert.id)) there.add(alert.id);
      else await spool.remove(alert);
    }
    for (const { seq, alert } of due)
      if (!there.has(alert.id)) await spool.put({ seq, id: alert.id, body: canonicalJson(alert) });
    this.#waiting = due.length;
  }

  /** Milliseconds until an attempt may be made; undefined where nothing waits. */
  due(now: number): number | undefined {
    return this.#waiting === 0 ? undefined : Math.max(0, this.#notBefore - now);
  }

  /**
   * Delivers what waits, until a receiver fails or `signal` is given; returns what was tried. `date` is signed. Throws as spool and
   * register do.
   */
  async deliver(now: () => number, date: () => Date, signal: AbortSignal): Promise<Delivery[]> {
    const tried: Delivery[] = [];
    if (this.#notBefore > now()) return tried;
    const queue = await this.#options.spool.list();
    this.#waiting = queue.length;
    for (const alert of queue) {
      if (signal.aborted) break;
      const delivery = await this.#one(alert, now, date, signal);
      if (delivery !== undefined) tried.push(delivery);
      if (delivery !== undefined && delivery.answer.outcome !== 'taken' && this.#notBefore > now()) break;
    }
    return tried;
  }

  async #one(
    alert: Spooled,
    now: () => number,
    date: () => Date,
    signal: AbortSignal,
  ): Promise<Delivery | undefined> {
    const { spool, register, post } = this.#options;
    if (await register.isSettled(alert.id)) {
      await this.#leave(alert, () => spool.remove(alert));
      return undefined;
    }
    const count = this.#attempts.get(alert.id) ?? { attempts: 0, refusals: 0 };
    this.#attempts.set(alert.id, count);
    const answer = await post(alert, Math.floor(date().getTime() / 1000), signal);
    // What a stop cut off is no failure of the receiver, and is tried again at the next start.
    if (signal.aborted && answer.outcome === 'failed') return undefined;
    count.attempts++;
    if (answer.outcome === 'taken') await this.#taken(alert, count.attempts, answer);
    else await this.#notTaken(alert, count, answer, now());
    return { id: alert.id, attempts: count.attempts, answer };
  }

  async #taken(alert: Spooled, attempts: number, { status }: Answer): Promise<void> {
    const { spool, register, to } = this.#options;
    await register.settle(alert.id, {
      to,
      attempts,
      result: 'passed',
      ...(status === undefined ? {} : { status }),
    });
    this.#failures = 0;
    this.#notBefore = Number.NEGATIVE_INFINITY;
    await this.#leave(alert, () => spool.remove(alert));
  }

  async #notTaken(
    alert: Spooled,
    count: { attempts: number; refusals: number },
    { outcome, status, wait }: Answer,
    now: number,
  ): Promise<void> {
    const { spool, register, to, rng } = this.#options;
    if (outcome === 'refused' && ++count.refusals >= MOST_REFUSALS) {
      const error = 'the receiver refuses it';
      await register.settle(alert.id, {
        to,
        attempts: count.attempts,
        result: 'failed',
        ...(status === undefined ? {} : { status }),
        error,
      });
      this.#failures = 0;
      await this.#leave(alert, () => spool.setAside(alert));
      return;
    }
    this.#failures++;
    this.#notBefore = now + waitAfter(this.#failures, rng, wait);
  }

  async #leave(alert: Spooled, work: () => Promise<void>): Promise<void> {
    await work();
    this.#attempts.delete(alert.id);
    this.#waiting = Math.max(0, this.#waiting - 1);
  }
}
