import { ApiError, type Get } from './client.ts';

/** A view as it is known now. Both members may be there: what was known, and why it could not be renewed. */
export interface Known<T> {
  readonly data?: T;
  readonly error?: ApiError;
  /** A request is under way. */
  readonly loading: boolean;
}

interface Entry {
  known: Known<unknown>;
  etag: string | undefined;
  /** What was known is no longer sure. */
  stale: boolean;
  asked: Promise<void> | undefined;
  readonly listeners: Set<() => void>;
  /** Kinds of ledger events that make it stale; empty: all. */
  kinds: readonly string[];
}

const UNKNOWN: Known<never> = { loading: true };

/** Views that nobody shows are forgotten beyond so many. */
const MOST_IDLE = 60;

/** Views of the server by address: shared, shown at once when they were seen before, renewed when the ledger grew. */
export class ViewCache {
  readonly #get: Get;
  readonly #entries = new Map<string, Entry>();

  constructor(get: Get) {
    this.#get = get;
  }

  peek<T>(url: string): Known<T> {
    return (this.#entries.get(url)?.known ?? UNKNOWN) as Known<T>;
  }

  /** Calls `listener` at every change, and sees to it that the view is fetched. Gives the end of it. */
  watch(url: string, listener: () => void, kinds: readonly string[] = []): () => void {
    const entry = this.#entry(url);
    entry.kinds = kinds;
    entry.listeners.add(listener);
    if (entry.stale) void this.load(url);
    return () => {
      entry.listeners.delete(listener);
      this.#forget();
    };
  }

  /** Fetches `url`; one request at a time. */
  load(url: string): Promise<void> {
    const entry = this.#entry(url);
    entry.asked ??= this.#fetch(url, entry).finally(() => {
      entry.asked = undefined;
      if (entry.stale && entry.known.error === undefined && entry.listeners.size > 0) void this.load(url);
    });
    return entry.asked;
  }

  /** What a page knows better than the server's last answer, until the next one. */
  put<T>(url: string, data: T): void {
    const entry = this.#entry(url);
    entry.etag = undefined;
    this.#say(entry, { data, loading: false });
  }

  /** The ledger grew by events of `kinds`; without kinds everything may have changed. */
  invalidate(kinds?: readonly string[]): void {
    for (const [url, entry] of this.#entries) {
      if (!concerns(entry.kinds, kinds)) continue;
      entry.stale = true;
      if (entry.listeners.size > 0) void this.load(url);
    }
  }

  /** Forgets all: another person signed in. */
  clear(): void {
    for (const entry of this.#entries.values()) {
      entry.stale = true;
      entry.etag = undefined;
      entry.known = UNKNOWN;
    }
  }

  #entry(url: string): Entry {
    let entry = this.#entries.get(url);
    if (entry === undefined) {
      entry = {
        known: UNKNOWN,
        etag: undefined,
        stale: true,
        asked: undefined,
        listeners: new Set(),
        kinds: [],
      };
      this.#entries.set(url, entry);
    }
    return entry;
  }

  async #fetch(url: string, entry: Entry): Promise<void> {
    entry.stale = false;
    try {
      const { value, etag } = await this.#get(url, entry.etag);
      entry.etag = etag;
      const data = value === undefined ? entry.known.data : value;
      this.#say(entry, { data, loading: false });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      entry.stale = true;
      this.#say(entry, { ...entry.known, error, loading: false });
    }
  }

  #say(entry: Entry, known: Known<unknown>): void {
    const { known: before } = entry;
    if (before.data === known.data && before.error === known.error && before.loading === known.loading)
      return;
    entry.known = known;
    for (const listener of entry.listeners) listener();
  }

  /** Drops the views longest not asked for. */
  #forget(): void {
    const idle = [...this.#entries].filter(([, entry]) => entry.listeners.size === 0 && !entry.asked);
    for (const [url] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) this.#entries.delete(url);
  }
}

function concerns(own: readonly string[], grown: readonly string[] | undefined): boolean {
  if (own.length === 0 || grown === undefined) return true;
  return grown.some((kind) => own.some((one) => kind === one || kind.startsWith(`${one}.`)));
}
