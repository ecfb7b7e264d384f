import type { NewQueue, NewQueueItem, Queue, QueueItem } from './item.ts';

/** Who asks for items, and for how many. */
export interface NextAsk {
  readonly queue: string;
  readonly reviewer: string;
  /** Only items after this place. */
  readonly after?: number;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Items of which a reviewer says so now. */
export interface QueueCount {
  readonly reviewer: string;
  readonly decision: string;
  readonly n: number;
}

/**
 * Queues of examples to decide about, beside the events of a ledger and in its database. Laws, held by the contract suite for every
 * database:
 * - items never change, and keep their text whatever becomes of the corpus;
 * - what was decided stands in the events alone; turns and counts follow from them, however and by whom they were appended;
 * - an item is given to as many reviewers at once as are wanted for it, and never twice to one who decided or skipped.
 */
export interface ReviewQueues {
  /** Throws `E_CONFLICT` where a queue of that id is there, `E_PARAMETER` where two items are of one example. All is written or nothing. */
  create(queue: NewQueue, items: Iterable<NewQueueItem>): Promise<Queue>;
  /** The newest first. */
  list(): Promise<readonly Queue[]>;
  /** Throws `E_NOT_FOUND`. */
  queue(id: string): Promise<Queue>;
  item(queue: string, example: string): Promise<QueueItem | undefined>;
  /**
   * The reviewer's next items by place: those that were given to them, and as many that are free; these are theirs for `LEASE` from now on.
   */
  next(ask: NextAsk): Promise<readonly QueueItem[]>;
  /** Items that still want a decision that the reviewer has not given. Some may be in the hands of others. */
  remaining(queue: string, reviewer: string): Promise<number>;
  /** Gives the first `count` items that are free to a reviewer, for good; resolves to how many there were. */
  assign(ask: Omit<NextAsk, 'after'>): Promise<number>;
  /** The reviewer that has an item to themselves, where there is one. */
  assignee(queue: string, place: number, now: number): Promise<string | undefined>;
  counts(queue: string): Promise<readonly QueueCount[]>;
  /** The random sample in the order in which it was drawn. */
  sample(queue: string): Promise<readonly Pick<QueueItem, 'id' | 'seen'>[]>;
  /** Items that more than one reviewer decided about, by place. */
  shared(queue: string): Promise<readonly Pick<QueueItem, 'id' | 'seen'>[]>;
}

/** Milliseconds for which an item that was asked for is nobody else's. */
export const LEASE = 10 * 60_000;
