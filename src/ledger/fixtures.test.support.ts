import type { EventDraft, LedgerEvent, LedgerSubject } from './event.ts';
import type { BodyOf, KindName } from './kinds.ts';

export const AT = '2026-01-02T03:04:05.678Z';
const ZOE = { kind: 'person', name: 'zoe' } as const;

/** A decision of a review about the example `id`. */
export function review(
  id: string,
  decision: BodyOf<'review.decided'>['decision'] = 'accept',
  more: Partial<BodyOf<'review.decided'>> = {},
): EventDraft {
  return draft('review.decided', [{ type: 'example', id }], { decision, reviewer: 'zoe', ...more });
}

export function draft<K extends KindName>(
  kind: K,
  subjects: readonly LedgerSubject[],
  body: BodyOf<K>,
  at = AT,
): EventDraft {
  return { kind, at, actor: ZOE, subjects, body: body as EventDraft['body'] };
}

export function job(id: string, at = AT): EventDraft {
  return draft('job.ended', [{ type: 'job', id }], { command: 'check', result: 'done', version: '1' }, at);
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Events as a reader gets them, without a store. */
export async function* streamOf(events: readonly LedgerEvent[]): AsyncGenerator<LedgerEvent> {
  yield* events;
}
