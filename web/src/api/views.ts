import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveMessage } from '../../../src/server/wire.ts';
import { type Known, ViewCache } from './cache.ts';
import { get } from './client.ts';
import { type Connection, Live } from './live.ts';
import { renewal } from './renewal.ts';

/** The views of this page's life. */
export const views = new ViewCache(get);

/** The stream of this page's life. */
export const live = new Live({
  open: (url) => new EventSource(url),
  later: (then, milliseconds) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
});

live.listen(renewal(views, (then, milliseconds) => setTimeout(then, milliseconds)));

export interface View<T> extends Known<T> {
  /** Asks the server again. */
  readonly renew: () => void;
}

const IDLE = { loading: false } as const;

interface ViewOptions {
  /** Ledger events that make it stale, by kind or by what stands before the dot: `generation`, `job`. Default: all. */
  readonly kinds?: readonly string[];
  /** What to show, marked as loading, while a first answer is awaited: the view of another address. */
  readonly keep?: boolean;
}

/** The view at `url`: from the cache at once, renewed when the ledger grows. Without an address nothing is asked. */
export function useView<T>(url: string | undefined, options: ViewOptions = {}): View<T> {
  const { kinds, keep = false } = options;
  const wanted = (kinds ?? []).join(' ');
  const watch = useCallback(
    (listener: () => void) =>
      url === undefined ? () => {} : views.watch(url, listener, wanted === '' ? [] : wanted.split(' ')),
    [url, wanted],
  );
  const peek = () => (url === undefined ? (IDLE as Known<T>) : views.peek<T>(url));
  const known = useSyncExternalStore(watch, peek, peek);
  const last = useRef<T | undefined>(undefined);
  if (known.data !== undefined) last.current = known.data;
  const renew = useCallback(() => {
    if (url !== undefined) void views.load(url);
  }, [url]);
  const shown = keep && known.data === undefined && last.current !== undefined;
  return { ...known, ...(shown ? { data: last.current } : {}), renew } as View<T>;
}

/** Calls `listener` with everything that the server tells. */
export function useLive(listener: (message: LiveMessage) => void): void {
  const current = useRef(listener);
  current.current = listener;
  useEffect(() => live.listen((message) => current.current(message)), []);
}

export function useConnection(): Connection {
  const peek = () => live.connection;
  return useSyncExternalStore((listener) => live.watch(listener), peek, peek);
}
