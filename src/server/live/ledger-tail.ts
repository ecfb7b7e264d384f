import { KIND_NAMES } from '../../ledger/kinds.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { LiveMessage } from '../wire.ts';

export type LedgerNews = Extract<LiveMessage, { type: 'ledger' }>;

/** Events that are looked at one by one; where there are more, everything is called stale. */
const MOST_EVENTS = 2_000;

/** Subjects that one message names. */
const MOST_SUBJECTS = 200;

/** What was recorded after the event `after`, up to `upTo`, in one message; undefined where that is nothing. */
export async function newsSince(
  store: LedgerStore,
  after: number,
  upTo: number,
): Promise<LedgerNews | undefined> {
  if (upTo <= after) return undefined;
  if (upTo - after > MOST_EVENTS) return { type: 'ledger', seq: upTo, kinds: [...KIND_NAMES], subjects: [] };
  const kinds = new Set<string>();
  const subjects = new Map<string, LedgerNews['subjects'][number]>();
  for await (const event of store.events({ after, before: upTo + 1 })) {
    kinds.add(event.kind);
    for (const { type, id } of event.subjects) {
      if (subjects.size < MOST_SUBJECTS) subjects.set(`${type}:${id}`, { type, id });
    }
  }
  return { type: 'ledger', seq: upTo, kinds: [...kinds].sort(), subjects: [...subjects.values()] };
}

/**
 * Follows a ledger's head. One for all listeners: a look is one row, whatever their number. `look` is to be called now and then; what
 * is new goes to `tell`.
 */
export class LedgerTail {
  readonly #store: LedgerStore;
  readonly #tell: (news: LedgerNews) => void;
  #seq: number | undefined;
  #looking: Promise<void> | undefined;

  constructor(store: LedgerStore, tell: (news: LedgerNews) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  /** The newest event that was told of, or that stood there at the first look: whoever listens from now on hears of all later ones. */
  get seq(): number {
    return this.#seq ?? 0;
  }

  /** One look at the ledger; the one that is under way, where there is one. Throws as the store does, and then has missed nothing. */
  look(): Promise<void> {
    this.#looking ??= this.#catchUp().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #catchUp(): Promise<void> {
    const { seq } = await this.#store.head();
    const news = this.#seq === undefined ? undefined : await newsSince(this.#store, this.#seq, seq);
    this.#seq = seq;
    if (news !== undefined) this.#tell(news);
  }
}
