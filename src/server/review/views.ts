import type { LedgerEvent } from '../../ledger/event.ts';
import type { Queue, QueueItem } from '../../ledger/queue/item.ts';
import { queuesOf } from '../../ledger/queue/open.ts';
import type { Review } from '../../ledger/review/standing.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Agreement } from '../../review/agreement.ts';
import { itemState } from '../../review/decide.ts';
import { queueTally, type SampleProgress } from '../../review/progress.ts';
import type { AgreementView, Decided, DecisionView, QueueView, ReviewItem, SamplingView } from '../wire.ts';

/** Who asks, and when. */
export interface Asker {
  readonly reviewer: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `sampling`: what the sample says so far. */
export async function queueView(
  store: LedgerStore,
  queue: Queue,
  sampling: SampleProgress | undefined,
  { reviewer }: Asker,
): Promise<QueueView> {
  const { id, createdAt, createdBy, corpora, size, decided, reviewers } = queue;
  return {
    id,
    createdAt,
    createdBy,
    corpora: [...corpora],
    size,
    decided,
    reviewers,
    ...(await queueTally(store, id, reviewer)),
    ...(sampling === undefined ? {} : { sampling: samplingView(sampling) }),
  };
}

function samplingView({ interval, ...rest }: SampleProgress): SamplingView {
  return { ...rest, ...(interval === undefined ? {} : { interval: [interval[0], interval[1]] }) };
}

/** An item, and what was decided about it, as the asker may see it. */
export async function itemView(
  store: LedgerStore,
  item: QueueItem,
  head: number,
  { reviewer, now }: Asker,
): Promise<ReviewItem> {
  const { queue, place, id, text, seen, file, provenance, wants } = item;
  const { version, decisions } = await itemState(store, item, head, reviewer);
  const assignee = await queuesOf(store).assignee(queue, place, now);
  return {
    queue,
    place,
    id,
    text,
    seen,
    provenance: { ...provenance },
    reasons: item.reasons.map(({ spans, ...rest }) => ({
      ...rest,
      spans: spans.map(([from, to]) => [from, to]),
    })),
    human: [...item.human],
    duplicates: [...item.duplicates],
    wants,
    version,
    decisions: decisions.map(decisionView),
    ...(file === undefined ? {} : { file }),
    ...(assignee === undefined ? {} : { assignee }),
  };
}

/** How an item stands after a decision, or where one was refused. */
export async function decidedView(
  store: LedgerStore,
  item: QueueItem,
  head: number,
  { reviewer }: Asker,
): Promise<Decided> {
  const { version, decisions } = await itemState(store, item, head, reviewer);
  const remaining = await queuesOf(store).remaining(item.queue, reviewer);
  return { id: item.id, version, decisions: decisions.map(decisionView), remaining };
}

function decisionView({ seq, at, body }: LedgerEvent): DecisionView {
  const { reviewer, decision, origin, text, note } = body as unknown as Review;
  return {
    seq,
    at,
    reviewer,
    decision,
    ...(origin === undefined ? {} : { origin }),
    ...(text === undefined ? {} : { text }),
    ...(note === undefined ? {} : { note }),
  };
}

export function agreementView({ pairs, disputed }: Agreement): AgreementView {
  return {
    pairs: pairs.map(({ kappa, few, table, ...pair }) => ({
      ...pair,
      ...(few ? { few } : {}),
      table: Object.fromEntries(Object.entries(table).map(([word, row]) => [word, { ...row }])),
      ...(kappa === undefined
        ? {}
        : { kappa: kappa.kappa, interval: [kappa.interval[0], kappa.interval[1]] }),
    })),
    disputed: [...disputed],
  };
}
