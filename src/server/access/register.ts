import type { Actor, LedgerEvent } from '../../ledger/event.ts';
import { type Fact, recordFacts } from '../../ledger/recorder.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { Roll, SESSION_KINDS, TOKEN_KINDS } from './roll.ts';

/** A session lasts so long at most, in milliseconds. */
export const SESSION_LIFE = 7 * 24 * 3_600_000;

/**
 * Who may come in, as the ledger says: two servers on one database, and the command line, know the same. Each question looks at the ledger's head
 * first, so that a token that was revoked anywhere is worth nothing from the next request on.
 */
export class Register {
  readonly #store: LedgerStore;
  readonly #clock: () => number;
  readonly #roll = new Roll();
  #seq: number | undefined;
  #running: Promise<Roll> | undefined;
  #next: Promise<Roll> | undefined;

  /** `clock`: milliseconds since 1970. */
  constructor(store: LedgerStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  /** As the ledger stands now. A look that began before the question does not answer it: what was revoked between would be missed. */
  current(): Promise<Roll> {
    if (this.#running === undefined) return this.#look();
    this.#next ??= this.#running.then(
      () => this.#following(),
      () => this.#following(),
    );
    return this.#next;
  }

  /** Appends facts and knows them. */
  async record(facts: readonly Fact[], actor: Actor): Promise<readonly LedgerEvent[]> {
    // What was recorded before is known before: tokens stand in the order in which they were made.
    await this.current();
    const now = () => new Date(this.#clock());
    const events = await recordFacts(this.#store, facts, { actor, now });
    for (const event of events) this.#roll.take(event);
    return events;
  }

  #following(): Promise<Roll> {
    this.#next = undefined;
    return this.#look();
  }

  #look(): Promise<Roll> {
    const look = this.#catchUp().finally(() => {
      if (this.#running === look) this.#running = undefined;
    });
    this.#running = look;
    return look;
  }

  async #catchUp(): Promise<Roll> {
    const { seq } = await this.#store.head();
    if (seq === this.#seq) return this.#roll;
    const now = this.#clock();
    const range = { after: this.#seq ?? 0, before: seq + 1 };
    await this.#take(this.#store.events({ ...range, kinds: TOKEN_KINDS }));
    const since = new Date(now - SESSION_LIFE).toISOString();
    await this.#take(
      this.#store.events({ ...range, kinds: SESSION_KINDS, ...(this.#seq === undefined ? { since } : {}) }),
    );
    this.#roll.forget(now);
    this.#seq = seq;
    return this.#roll;
  }

  async #take(events: AsyncIterable<LedgerEvent>): Promise<void> {
    for await (const event of events) this.#roll.take(event);
  }
}
