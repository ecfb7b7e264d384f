import type { Insertable, Selectable } from 'kysely';
import { canonicalJson } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Actor, EventDraft, LedgerEvent, LedgerSubject } from '../event.ts';
import { kindOf } from '../kinds.ts';
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

/** The event of a row. Throws `E_LEDGER` where it holds no JSON: the digest decides about all else. */
export function eventOf(row: Selectable<EventRow>): LedgerEvent {
  const seq = Number(row.seq);
  return {
    seq,
    previous: row.previous,
    kind: row.kind,
    at: row.at,
    actor: { kind: row.actor_kind as Actor['kind'], name: row.actor_name },
    subjects: parsed(row.subjects, seq, 'subjects') as readonly LedgerSubject[],
    body: parsed(row.body, seq, 'body') as LedgerEvent['body'],
    digest: row.digest,
  };
}

/** Canonical JSON has one form: another text of the same value was not written by a ledger. */
function parsed(text: string, seq: number, column: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(seq, `its ${column} are no JSON`, cause);
  }
  if (typeof value !== 'object' || value === null) throw damaged(seq, `its ${column} are no object`);
  if (canonicalJson(value) === text) return value;
  throw damaged(seq, `its ${column} are not as a ledger writes them`);
}

function damaged(seq: number, what: string, cause?: unknown): OutcrossError {
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
