import type { LedgerEvent } from '../ledger/event.ts';
import type { QueueItem } from '../ledger/queue/item.ts';
import { decisionOf, isAbout, ownDecisions } from '../ledger/queue/own-decisions.ts';
import { REVIEW_KIND, type Review } from '../ledger/review/standing.ts';
import type { LedgerStore } from '../ledger/store.ts';

/** An example as a queue has it. */
export type Text = Pick<QueueItem, 'id' | 'seen'>;

/** All events about an example, oldest first. */
export async function reviewsOf(store: LedgerStore, id: string): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const event of store.events({ subject: { type: 'example', id }, kinds: [REVIEW_KIND] }))
    events.push(event);
  return events;
}

/** What stands of the decisions about a text: the newest that was not taken back. `skip` where nobody did more. */
export function standingWord(events: readonly LedgerEvent[], seen: string): string | undefined {
  const words = [...ownDecisions(events.filter((event) => isAbout(event, seen))).values()].map(decisionOf);
  return words.filter((word) => word !== 'skip').at(-1) ?? words.at(-1);
}

/** What each reviewer says of a text, those who only skipped left out. A relabelling is another for another origin. */
export function wordsAbout(events: readonly LedgerEvent[], seen: string): Map<string, string> {
  const own = ownDecisions(events.filter((event) => isAbout(event, seen)));
  const words = new Map<string, string>();
  for (const [reviewer, event] of own) {
    const { decision, origin } = event.body as unknown as Review;
    if (decision !== 'skip')
      words.set(reviewer, decision === 'relabel' ? `relabel ${origin ?? 'unknown'}` : decision);
  }
  return words;
}

/** What stands for each of some texts, in their order; undefined where nobody decided. A few queries, however many texts. */
export async function standingWords(
  store: LedgerStore,
  texts: readonly Text[],
): Promise<(string | undefined)[]> {
  const newest = new Map<string, LedgerEvent>();
  if (texts.length > 0) {
    const query = { ids: texts.map(({ id }) => id) };
    for await (const { id, event } of store.latest('example', [REVIEW_KIND], query)) newest.set(id, event);
  }
  const words: (string | undefined)[] = [];
  for (const { id, seen } of texts) {
    const event = newest.get(id);
    if (event === undefined) words.push(undefined);
    else if (isPlain(event, seen)) words.push(decisionOf(event));
    else words.push(standingWord(await reviewsOf(store, id), seen));
  }
  return words;
}

/** Whether the newest event alone says what stands. */
function isPlain(event: LedgerEvent, seen: string): boolean {
  const { decision } = event.body as unknown as Review;
  return decision !== 'undo' && decision !== 'skip' && isAbout(event, seen);
}
