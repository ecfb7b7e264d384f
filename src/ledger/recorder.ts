import type { Actor, EventDraft, LedgerEvent, LedgerSubject } from './event.ts';
import type { BodyOf, KindName } from './kinds.ts';
import type { Expectation, LedgerStore } from './store.ts';

/** An event without its time and its actor: whoever records it knows those. */
export interface Fact {
  readonly kind: KindName;
  readonly subjects: readonly LedgerSubject[];
  readonly body: EventDraft['body'];
}

/** A fact whose body is that of its kind. */
export function fact<K extends KindName>(kind: K, subjects: readonly LedgerSubject[], body: BodyOf<K>): Fact {
  return { kind, subjects, body: body as Fact['body'] };
}

export interface RecordOptions {
  readonly actor: Actor;
  /** The time of the events. */
  readonly now: () => Date;
}

/** Facts as drafts of events of one moment. */
export function draftsOf(facts: readonly Fact[], { actor, now }: RecordOptions): EventDraft[] {
  const at = now().toISOString();
  return facts.map(({ kind, subjects, body }) => ({ kind, at, actor, subjects, body }));
}

/** Appends facts as events of one moment. Throws as `LedgerStore.append`. */
export function recordFacts(
  store: LedgerStore,
  facts: readonly Fact[],
  options: RecordOptions,
  expectations: readonly Expectation[] = [],
): Promise<readonly LedgerEvent[]> {
  return store.append(draftsOf(facts, options), expectations);
}
