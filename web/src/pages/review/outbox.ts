import type { Entry, Session } from './session.ts';
import { unsent } from './session.ts';

/** What of a browser's storage is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const SCHEMA = 1;

function nameOf({ queue, reviewer }: Pick<Session, 'queue' | 'reviewer'>): string {
  return `outcross.review.${JSON.stringify([reviewer, queue])}`;
}

/** Keeps decisions that did not reach the server, so that a reload loses none. A full or forbidden storage keeps nothing. */
export function keep(shelf: Shelf, session: Session): void {
  const entries = unsent(session);
  try {
    if (entries.length === 0) shelf.removeItem(nameOf(session));
    else shelf.setItem(nameOf(session), JSON.stringify({ schema: SCHEMA, entries }));
  } catch {
    // The page warns before it is left with unsent decisions; more cannot be done.
  }
}

/** `session` with the decisions that a page before it could not send. What cannot be read is passed over. */
export function recalled(shelf: Shelf, session: Session): Session {
  const entries = read(shelf, nameOf(session)).filter(isEntry);
  if (entries.length === 0) return session;
  let { nextKey } = session;
  // Whether they arrived is not known.
  const again = entries.map((entry) => ({
    ...entry,
    key: nextKey++,
    state: 'waiting' as const,
    tried: true,
  }));
  return { ...session, entries: [...session.entries, ...again], nextKey };
}

function read(shelf: Shelf, name: string): readonly unknown[] {
  try {
    const { schema, entries } = JSON.parse(shelf.getItem(name) ?? '{}') ?? {};
    return schema === SCHEMA && Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  const { item, body } = (value ?? {}) as Partial<Entry>;
  const isKnown = typeof item?.id === 'string' && typeof item.version === 'number';
  return (
    isKnown && body?.id === item.id && typeof body.decision === 'string' && typeof body.seen === 'string'
  );
}
