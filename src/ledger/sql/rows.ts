import type { Insertable } from 'kysely';
import { canonicalJson } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Actor, EventDraft, LedgerEvent, LedgerSubject } from '../event.ts';
import { kindOf } from '../kinds.ts';
import type { StoredText } from './database.ts';
import type { EventRow, LatestRow } from './tables.ts';

export function rowOf(event: LedgerEvent): Insertable<EventRow> {
  const { seq, kind, at, actor, subjects, body, previous, digest } = event;
  return {
    seq,
    kind,
    at,
    actor_kind: actor.kind,
    actor_name: actor.name,
    subjects: canonicalJson(subjects),
    body: canonicalJson(body),
    previous,
    digest,
  };
}

/** Columns of an event that hold text. */
export const EVENT_TEXTS = [
  'kind',
  'at',
  'actor_kind',
  'actor_name',
  'subjects',
  'body',
  'previous',
  'digest',
] as const;

/** A row of events as a database gives it. */
export type StoredEvent = { readonly seq: number | string } & Readonly<
  Record<(typeof EVENT_TEXTS)[number], StoredText>
>;

/** The event of a row. Throws `E_LEDGER` where it holds no text or no JSON: the digest decides about all else. */
export function eventOf(row: StoredEvent): LedgerEvent {
  const seq = Number(row.seq);
  const text = (column: (typeof EVENT_TEXTS)[number]) => {
    const found = textFrom(row[column]);
    if (found === undefined) throw damaged(seq, `its ${column} is no text`);
    return found;
  };
  return {
    seq,
    previous: text('previous'),
    kind: text('kind'),
    at: text('at'),
    actor: { kind: text('actor_kind') as Actor['kind'], name: text('actor_name') },
    subjects: subjectsIn(parsed(text('subjects'), seq, 'subjects'), seq),
    body: parsed(text('body'), seq, 'body') as LedgerEvent['body'],
    digest: text('digest'),
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined for bytes that are no UTF-8. */
export function textFrom(stored: StoredText): string | undefined {
  if (typeof stored === 'string') return stored;
  try {
    return decoder.decode(stored);
  } catch {
    return undefined;
  }
}

/** Canonical JSON has one form: another text of the same value was not written by a ledger. */
function parsed(text: string, seq: number, column: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(seq, `its ${column} is no JSON`, cause);
  }
  if (typeof value !== 'object' || value === null) throw damaged(seq, `its ${column} is no object`);
  if (canonicalJson(value) === text) return value;
  throw damaged(seq, `its ${column} is not as a ledger writes it`);
}

/** Whoever reads an event asks for its subjects: they are what they should be, or the event is damaged. */
function subjectsIn(value: unknown, seq: number): readonly LedgerSubject[] {
  const isSubject = (one: Partial<LedgerSubject> | null) =>
    typeof one === 'object' && typeof one?.type === 'string' && typeof one.id === 'string';
  if (Array.isArray(value) && value.length > 0 && value.every(isSubject)) return value as LedgerSubject[];
  throw damaged(seq, 'its subjects are none');
}

export function damaged(seq: number, what: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_LEDGER', `event ${seq} is damaged: ${what}`, {
    where: `event ${seq}`,
    hint: 'See what is wrong with outcross ledger verify.',
    cause,
  });
}

/** The state that an event gives its subjects. */
export function stateOf({ kind, body }: EventDraft): string {
  const member = kindOf(kind)?.state;
  return member === undefined ? '' : String(body[member] ?? '');
}

/** The newest event of each kind about each subject. */
export function latestRows(events: readonly LedgerEvent[]): Insertable<LatestRow>[] {
  const newest = new Map<string, Insertable<LatestRow>>();
  for (const event of events) {
    const { seq, kind, subjects } = event;
    const state = stateOf(event);
    for (const { type, id } of subjects) newest.set(`${kind} ${type} ${id}`, { type, id, kind, seq, state });
  }
  return [...newest.values()];
}
