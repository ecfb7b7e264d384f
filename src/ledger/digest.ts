import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical.ts';
import type { EventDraft, LedgerEvent, LedgerHead } from './event.ts';

/** What the first event names as the digest before it. */
export const NO_DIGEST = '0'.repeat(64);

/** The head of a ledger without events. */
export const EMPTY_HEAD: LedgerHead = { seq: 0, digest: NO_DIGEST };

/** SHA-256, in hexadecimal, of the canonical JSON of an event without its digest. Throws `E_PARAMETER` where it has none. */
export function digestOf(event: Omit<LedgerEvent, 'digest'>): string {
  return createHash('sha256').update(canonicalJson(event)).digest('hex');
}

/** The drafts as events that follow `head`. */
export function sealed(drafts: readonly EventDraft[], head: LedgerHead): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let { seq, digest } = head;
  for (const { kind, at, actor, subjects, body } of drafts) {
    const rest = { seq: ++seq, previous: digest, kind, at, actor, subjects, body };
    digest = digestOf(rest);
    events.push({ ...rest, digest });
  }
  return events;
}
