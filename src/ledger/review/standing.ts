import type { LedgerEvent } from '../event.ts';
import type { BodyOf } from '../kinds.ts';

export const REVIEW_KIND = 'review.decided';

export type Review = BodyOf<typeof REVIEW_KIND>;

/** What a review can come to: `skip` decides nothing, and `undo` takes a decision back. */
export const DECISIONS = ['accept', 'reject', 'edit', 'relabel'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * The decision that stands, of the events about one example, oldest first: the newest of those that each reviewer made last. `undo`
 * takes back one's own; `skip` decides nothing.
 */
export function standing(events: Iterable<LedgerEvent>): LedgerEvent | undefined {
  const own = new Map<string, LedgerEvent>();
  for (const event of events) {
    const { decision, reviewer } = event.body as Review;
    if (event.kind !== REVIEW_KIND || decision === 'skip') continue;
    // Set anew, so that the newest comes last.
    own.delete(reviewer);
    if (decision !== 'undo') own.set(reviewer, event);
  }
  return [...own.values()].at(-1);
}
