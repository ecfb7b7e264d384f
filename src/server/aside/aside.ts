/** What may be called, by name. Arguments and answers are plain values. */
export type Calls = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

/** Calls, and how what they keep open is closed. */
export interface CallDesk {
  readonly calls: Calls;
  close(): Promise<void>;
}

/** Work that would hold up the server's event loop, done beside it. */
export interface Aside {
  /** Throws what the call throws; `E_WORKER` where the thread died, `E_INTERRUPTED` after `close`. */
  call<T>(name: string, argument?: unknown): Promise<T>;
  close(): Promise<void>;
}

/** Calls in this thread, for whoever has no event loop to keep free. */
export function hereAside(desk: CallDesk): Aside {
  return {
    call: async <T>(name: string, argument?: unknown) => (await desk.calls[name](argument as never)) as T,
    close: () => desk.close(),
  };
}
