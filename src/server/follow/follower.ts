import type { LedgerEvent } from '../../ledger/event.ts';
import type { KindName } from '../../ledger/kinds.ts';
import type { LedgerStore } from '../../ledger/store.ts';

/** Hands the events of some kinds to whoever remembers them: once each, in their order, the ledger's end known by its head. */
export class Follower {
  readonly #store: LedgerStore;
  readonly #kinds: readonly KindName[];
  readonly #take: (event: LedgerEvent) => void;
  /** The last event that was looked at. */
  #seq = 0;
  #last: Promise<number> = Promise.resolve(0);

  constructor(store: LedgerStore, kinds: readonly KindName[], take: (event: LedgerEvent) => void) {
    this.#store = store;
    this.#kinds = kinds;
    this.#take = take;
  }

  /** Resolves once all that was appended before the call was taken, with the number of the newest event. Throws as the store does. */
  upToDate(): Promise<number> {
    this.#last = this.#last.then(
      () => this.#read(),
      () => this.#read(),
    );
    return this.#last;
  }

  async #read(): Promise<number> {
    const { seq } = await this.#store.head();
    if (seq <= this.#seq) return seq;
    const range = { after: this.#seq, before: seq + 1 };
    const found: LedgerEvent[] = [];
    // Kind by kind: of a million decisions in between none is read.
    for (const kind of this.#kinds)
      for await (const event of this.#store.events({ ...range, kinds: [kind] })) found.push(event);
    found.sort((a, b) => a.seq - b.seq);
    for (const event of found) this.#take(event);
    this.#seq = seq;
    return seq;
  }
}
