import type { LiveMessage } from '../wire.ts';

/** A message, and the number that a client resumes after, where the message has one. */
export type Listener = (message: LiveMessage, id?: number) => void;

/** Brings what happens to whoever listens. */
export interface Hub {
  publish(message: LiveMessage, id?: number): void;
  /** The answer ends it. */
  subscribe(listener: Listener): () => void;
}

/** A hub of one process. A listener must not throw and must not wait: each is called before `publish` returns, in the order of subscription. */
export function createHub(): Hub {
  const listeners = new Set<{ readonly call: Listener }>();
  return {
    publish(message, id) {
      for (const { call } of [...listeners]) call(message, id);
    },
    subscribe(listener) {
      const entry = { call: listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
  };
}
