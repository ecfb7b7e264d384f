import type { Queue } from '../ledger/queue/item.ts';
import { queuesOf } from '../ledger/queue/open.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { type Agreement, agreementOf, type Judged } from './agreement.ts';
import { reviewsOf, standingWords, wordsAbout } from './decisions.ts';
import { plannedSample, sampleBound } from './sampling-plan.ts';

/** What the random sample of a queue says of all that it was drawn from. */
export interface SampleProgress {
  readonly population: number;
  readonly decided: number;
  readonly wanted: number;
  /** How many would do, were the share what it seems to be. Absent while too few are decided to say. */
  readonly wantedAtRate?: number;
  readonly rejected: number;
  readonly rate?: number;
  readonly interval?: readonly [number, number];
  readonly error: number;
}

/** Decisions from which a share is good enough to plan by. */
const ENOUGH_TO_PLAN = 30;

/**
 * What the sample bounds so far. Only its beginning counts, up to the first example that nobody has looked at: items that were drawn are also
 * decided about early because they are informative, and those must not weigh more. What was only skipped is passed over. Undefined where
 * nothing was drawn.
 */
export async function sampleProgress(store: LedgerStore, queue: Queue): Promise<SampleProgress | undefined> {
  if (queue.sampled === 0) return undefined;
  const words = await standingWords(store, await queuesOf(store).sample(queue.id));
  const end = words.indexOf(undefined);
  const looked = words.slice(0, end < 0 ? words.length : end).filter((word) => word !== 'skip');
  const [decided, rejected] = [looked.length, looked.filter((word) => word === 'reject').length];
  const { population, error, sampled } = queue;
  const bound = sampleBound({ population, decided, rejected });
  return {
    population,
    decided,
    wanted: sampled,
    rejected,
    error,
    ...bound,
    ...(bound === undefined || decided < ENOUGH_TO_PLAN
      ? {}
      : { wantedAtRate: Math.min(sampled, plannedSample(population, error, bound.rate)) }),
  };
}

/** How far the reviewers of a queue agree, over the items that more than one of them decided about since it was made. */
export async function queueAgreement(store: LedgerStore, queue: Queue): Promise<Agreement> {
  const judged: Judged[] = [];
  for (const { id, seen } of await queuesOf(store).shared(queue.id)) {
    const events = (await reviewsOf(store, id)).filter(({ seq }) => seq > queue.head);
    judged.push({ id, words: wordsAbout(events, seen) });
  }
  return agreementOf(judged);
}

/** Decisions of a queue by what they are, and those of one reviewer. */
export interface QueueTally {
  readonly mine: number;
  readonly tally: Readonly<Record<string, number>>;
}

/** A decision that was skipped is none. */
export async function queueTally(store: LedgerStore, queue: string, reviewer: string): Promise<QueueTally> {
  const tally: Record<string, number> = {};
  let mine = 0;
  for (const { reviewer: who, decision, n } of await queuesOf(store).counts(queue)) {
    tally[decision] = (tally[decision] ?? 0) + n;
    if (who === reviewer && decision !== 'skip') mine += n;
  }
  return { mine, tally };
}
