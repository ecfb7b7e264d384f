import { OutcrossError } from '../../base/errors.ts';
import type { StoredText } from '../sql/database.ts';
import { textFrom } from '../sql/rows.ts';
import type { NewQueue, NewQueueItem, Queue, QueueItem } from './item.ts';
import type { ItemRow } from './tables.ts';

export function itemRow(queue: string, place: number, item: NewQueueItem): ItemRow {
  const { id, wants, sample = -1, seen, ...body } = item;
  return { queue, place, example: id, wants, sample, seen, body: JSON.stringify(body) };
}

/** A row of items as a database gives it. */
export interface StoredItem {
  readonly place: number;
  readonly example: StoredText;
  readonly wants: number;
  readonly sample: number;
  readonly seen: StoredText;
  readonly body: StoredText;
}

export function itemOf(queue: string, row: StoredItem): QueueItem {
  const where = `item ${row.place} of queue ${queue}`;
  const { place, wants, sample } = row;
  return {
    queue,
    place,
    id: textIn(row.example, where),
    wants,
    seen: textIn(row.seen, where),
    ...(sample < 0 ? {} : { sample }),
    ...(parsed(row.body, where) as Omit<NewQueueItem, 'id' | 'wants' | 'seen' | 'sample'>),
  };
}

/** A row of queues as a database gives it. */
export interface StoredQueue {
  readonly header: StoredText;
  readonly head: number | string;
  readonly size: number;
  readonly decided: number;
  readonly complete: number;
}

export function queueOf({ header, head, size, decided, complete }: StoredQueue): Queue {
  return { ...(parsed(header, 'a queue') as NewQueue), head: Number(head), size, decided, complete };
}

export function textIn(stored: StoredText, where: string): string {
  const text = textFrom(stored);
  if (text === undefined) throw damaged(where);
  return text;
}

function parsed(stored: StoredText, where: string): object {
  let value: unknown;
  try {
    value = JSON.parse(textIn(stored, where));
  } catch (cause) {
    throw damaged(where, cause);
  }
  if (typeof value === 'object' && value !== null) return value;
  throw damaged(where);
}

function damaged(where: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_LEDGER', `${where} is damaged`, {
    where,
    cause,
    hint: 'Make the queue anew with outcross review queue: decisions are kept elsewhere, and hold.',
  });
}
