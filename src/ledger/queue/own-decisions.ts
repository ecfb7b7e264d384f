import type { LedgerEvent } from '../event.ts';
import { REVIEW_KIND, type Review } from '../review/standing.ts';

/** What a reviewer says of an example now: the newest decision that was not taken back, `skip` where there is only that. */
export type OwnDecision = Exclude<Review['decision'], 'undo'>;

/** Whether an event is a decision about this text: one that says what was seen holds for that alone. */
export function isAbout({ kind, body }: LedgerEvent, seen: string): boolean {
  const review = body as unknown as Review;
  return kind === REVIEW_KIND && (review.seen === undefined || review.seen === seen);
}

/**
 * The event of each reviewer that holds, of the events about one example, oldest first. `undo` takes back one's own; `skip` decides
 * nothing, and does not touch what was decided before. Those who decided last come last.
 */
export function ownDecisions(events: Iterable<LedgerEvent>): Map<string, LedgerEvent> {
  const own = new Map<string, LedgerEvent>();
  for (const event of events) {
    const { decision, reviewer } = event.body as unknown as Review;
    if (decision === 'skip' && own.has(reviewer)) continue;
    // Set anew, so that the newest comes last.
    own.delete(reviewer);
    if (decision !== 'undo') own.set(reviewer, event);
  }
  return own;
}

export function decisionOf({ body }: LedgerEvent): OwnDecision {
  return (body as unknown as Review).decision as OwnDecision;
}
