import { canonicalJson } from '../base/canonical.ts';
import { OutcrossError } from '../base/errors.ts';
import type { EventDraft, LedgerEvent } from './event.ts';
import { requireDraft } from './require-draft.ts';
import type { Expectation, LedgerStore } from './store.ts';

export interface AppendedOnce {
  /** What was written now. */
  readonly appended: readonly LedgerEvent[];
  /** What the ledger held already. */
  readonly known: readonly LedgerEvent[];
}

/** Tries against others who append events of the same subjects. */
const TRIES = 10;

/**
 * Appends those of the drafts that the ledger does not hold yet. An event is the same as a draft if it has its kind, time, actor, subjects and
 * body: who kept facts in a file, and died after the ledger had taken them, may give the file again. Two that do so at once write one event.
 * Throws as `LedgerStore.append`.
 */
export async function appendOnce(store: LedgerStore, drafts: readonly EventDraft[]): Promise<AppendedOnce> {
  for (const draft of drafts) requireDraft(draft);
  for (let left = TRIES; ; left--) {
    // Asked before the events are: whatever comes in between is a conflict.
    const expectations = await Promise.all(drafts.map((draft) => newestLike(store, draft)));
    const known = await heldBy(store, drafts);
    const missing = drafts.filter((_, i) => known[i] === undefined);
    const held = known.filter((event) => event !== undefined);
    if (missing.length === 0) return { appended: [], known: held };
    const expected = expectations.filter((_, i) => known[i] === undefined);
    try {
      return { appended: await store.append(missing, expected), known: held };
    } catch (error) {
      if (left > 1 && error instanceof OutcrossError && error.code === 'E_CONFLICT') continue;
      throw error;
    }
  }
}

async function newestLike(store: LedgerStore, { kind, subjects }: EventDraft): Promise<Expectation> {
  const about = { subject: subjects[0], kinds: [kind] };
  for await (const { seq } of store.events({ ...about, reverse: true, limit: 1 })) return { ...about, seq };
  return { ...about, seq: 0 };
}

/** For each draft the event that it became. Of equal drafts each is an event of its own. */
async function heldBy(
  store: LedgerStore,
  drafts: readonly EventDraft[],
): Promise<readonly (LedgerEvent | undefined)[]> {
  const taken = new Set<number>();
  const found: (LedgerEvent | undefined)[] = [];
  for (const draft of drafts) {
    const event = await sameEvent(store, draft, taken);
    if (event !== undefined) taken.add(event.seq);
    found.push(event);
  }
  return found;
}

async function sameEvent(
  store: LedgerStore,
  draft: EventDraft,
  taken: ReadonlySet<number>,
): Promise<LedgerEvent | undefined> {
  const { kind, at, subjects } = draft;
  const key = keyOf(draft);
  for await (const event of store.events({ kinds: [kind], subject: subjects[0], since: at })) {
    if (event.at === at && !taken.has(event.seq) && keyOf(event) === key) return event;
  }
  return undefined;
}

/** What makes two events one: all that whoever recorded it knew. */
function keyOf({ kind, at, actor, subjects, body }: EventDraft): string {
  return canonicalJson({ kind, at, actor, subjects, body });
}
