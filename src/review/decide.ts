import { OutcrossError } from '../base/errors.ts';
import type { Origin } from '../corpus/example.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { QueueItem } from '../ledger/queue/item.ts';
import { queuesOf } from '../ledger/queue/open.ts';
import { decisionOf, isAbout, ownDecisions } from '../ledger/queue/own-decisions.ts';
import { REVIEW_KIND, type Review } from '../ledger/review/standing.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { reviewsOf } from './decisions.ts';

/** A decision about an item of a queue. */
export interface DecisionAsk {
  readonly queue: string;
  /** Of the example. */
  readonly id: string;
  readonly reviewer: string;
  readonly decision: Review['decision'];
  readonly origin?: Origin;
  readonly text?: string;
  readonly note?: string;
  readonly seconds?: number;
  /** SHA-256 of the text that the reviewer saw. */
  readonly seen: string;
  /** Number of the newest event about the example that the reviewer knew; 0 for none. */
  readonly version: number;
  /** RFC 3339, UTC, to the millisecond. */
  readonly at: string;
}

/**
 * Appends a decision about an item, all that it rests on being as the reviewer saw it. Throws `E_NOT_FOUND`; `E_CONFLICT` where the text is
 * another or somebody was faster: nothing is written; `E_PARAMETER` for an edit without a text, a relabelling without an origin,
 * and an `undo` of somebody who decided nothing.
 */
export async function decideItem(store: LedgerStore, ask: DecisionAsk): Promise<LedgerEvent> {
  const item = await itemAsked(store, ask);
  requireWhole(ask);
  if (ask.decision === 'undo') await requireOwn(store, item, ask);
  const { id, reviewer, decision, origin, text, note, seconds, seen, queue, version, at } = ask;
  const given = { origin, text, note, seconds };
  const kept = Object.entries(given).filter(([, value]) => value !== undefined);
  const subject = { type: 'example', id } as const;
  const [event] = await store.append(
    [
      {
        kind: REVIEW_KIND,
        at,
        actor: { kind: 'person', name: reviewer },
        subjects: [subject],
        body: { decision, reviewer, seen, queue, ...Object.fromEntries(kept) },
      },
    ],
    [{ subject, kinds: [REVIEW_KIND], seq: version }],
  );
  return event;
}

async function itemAsked(store: LedgerStore, { queue, id, seen }: DecisionAsk): Promise<QueueItem> {
  const queues = queuesOf(store);
  await queues.queue(queue);
  const item = await queues.item(queue, id);
  if (item === undefined)
    throw new OutcrossError('E_NOT_FOUND', 'the queue does not hold this example', { where: id });
  if (item.seen === seen) return item;
  throw new OutcrossError('E_CONFLICT', 'the text that was seen is not that of the queue', {
    where: id,
    hint: 'Load the item again.',
  });
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Members that say nothing of the decision are refused too: whoever sends them means something else. */
function requireWhole({ decision, origin, text, note }: DecisionAsk): void {
  const fault =
    decision === 'edit' && text === undefined
      ? ['text', 'edit says no text']
      : decision === 'relabel' && origin === undefined
        ? ['origin', 'relabel says no origin']
        : text !== undefined && decision !== 'edit'
          ? ['text', `${decision} takes no text`]
          : origin !== undefined && decision !== 'relabel'
            ? ['origin', `${decision} takes no origin`]
            : LONE_SURROGATE.test(`${text ?? ''} ${note ?? ''}`)
              ? ['text', 'half a character stands in it']
              : undefined;
  if (fault !== undefined) throw new OutcrossError('E_PARAMETER', fault[1], { where: fault[0] });
}

/** An older version is a conflict, which the ledger tells: an `undo` sent twice says so the second time. */
async function requireOwn(
  store: LedgerStore,
  { id, seen }: QueueItem,
  { reviewer, version }: DecisionAsk,
): Promise<void> {
  const events = await reviewsOf(store, id);
  if ((events.at(-1)?.seq ?? 0) > version) return;
  if (ownDecisions(events.filter((event) => isAbout(event, seen))).has(reviewer)) return;
  throw new OutcrossError('E_PARAMETER', 'there is nothing of yours to take back', { where: id });
}

/** An item's decisions, as a reviewer may see them. */
export interface ItemState {
  /** Number of the newest event about the example, 0 for none. */
  readonly version: number;
  /** Of each reviewer the event that holds, in their order. */
  readonly decisions: readonly LedgerEvent[];
}

/**
 * What was decided about an item. Where several are to decide, those who have not see nothing of what others said about it since the queue was
 * made: agreement means something only where each decides alone.
 */
export async function itemState(
  store: LedgerStore,
  item: Pick<QueueItem, 'id' | 'seen' | 'wants'>,
  head: number,
  reviewer: string,
): Promise<ItemState> {
  const events = await reviewsOf(store, item.id);
  const own = ownDecisions(events.filter((event) => isAbout(event, item.seen)));
  const mine = own.get(reviewer);
  const isBlind = item.wants > 1 && (mine === undefined || decisionOf(mine) === 'skip');
  return {
    version: events.at(-1)?.seq ?? 0,
    decisions: [...own.values()].filter((event) => !isBlind || event === mine || event.seq <= head),
  };
}
