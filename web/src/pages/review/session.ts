import type {
  Decide,
  Decided,
  DecisionName,
  NextItems,
  OriginName,
  ReviewItem,
} from '../../../../src/server/wire.ts';

/** Items that wait behind the one that is shown. */
export const AHEAD = 5;

/** Decisions of this session that are kept, so that they can be taken back. */
export const KEPT = 200;

export type Mode = 'decide' | 'edit' | 'relabel' | 'note';

export type EntryState = 'waiting' | 'sending' | 'saved';

/** A decision of this session, on its way to the ledger or there. */
export interface Entry {
  /** Grows from one to the next. */
  readonly key: number;
  readonly item: ReviewItem;
  readonly body: Omit<Decide, 'version'>;
  readonly state: EntryState;
  /** It was on its way before: an answer that was lost does not say whether it arrived. */
  readonly tried: boolean;
  /** Taken back, or about to be. */
  readonly undone: boolean;
  /** Of the example, once saved. */
  readonly version?: number;
}

/** Somebody was faster, or the server said no: what the reviewer is told about, and may look at again. */
export interface Refusal {
  readonly key: number;
  readonly item: ReviewItem;
  readonly body: Omit<Decide, 'version'>;
  /** Absent for a conflict: `item.decisions` says who was faster. */
  readonly message?: string;
}

/** What a reviewer's screen knows. Immutable. */
export interface Session {
  readonly queue: string;
  /** As the server names them. */
  readonly reviewer: string;
  /** The first is shown. */
  readonly ahead: readonly ReviewItem[];
  /** In the order in which they were taken. */
  readonly entries: readonly Entry[];
  readonly refusals: readonly Refusal[];
  /** As the server last said. */
  readonly remaining: number;
  /** Largest place that was fetched; -1 before the first. */
  readonly fetched: number;
  readonly fetching: boolean;
  /** Nothing more lies after `fetched`. */
  readonly exhausted: boolean;
  /** Once at the end, what was passed over is asked for again. */
  readonly wrapped: boolean;
  readonly mode: Mode;
  /** Drafts of notes and of edited texts, of the item that is shown. */
  readonly note: string;
  readonly draft?: string;
  /** Reason that is in focus. */
  readonly reason?: number;
  /** Milliseconds: when the shown item came up. */
  readonly shownAt: number;
  /** Seconds that the latest decisions took. */
  readonly paces: readonly number[];
  readonly nextKey: number;
}

/** `from`: place of the item to begin at. */
export function begin(queue: string, reviewer: string, now: number, from = 0): Session {
  return {
    queue,
    reviewer,
    ahead: [],
    entries: [],
    refusals: [],
    remaining: 0,
    fetched: Math.max(0, Math.floor(from)) - 1,
    fetching: false,
    exhausted: false,
    wrapped: from <= 0,
    mode: 'decide',
    note: '',
    shownAt: now,
    paces: [],
    nextKey: 1,
  };
}

export function shown({ ahead }: Session): ReviewItem | undefined {
  return ahead[0];
}

/** Undecided items of the reviewer, counting what is still on its way. */
export function left({ remaining, entries }: Session): number {
  let pending = 0;
  for (const { state, body } of entries) if (state !== 'saved') pending += body.decision === 'undo' ? -1 : 1;
  return Math.max(0, remaining - pending);
}

/** Decisions that are not in the ledger yet. */
export function unsent({ entries }: Session): readonly Entry[] {
  return entries.filter(({ state }) => state !== 'saved');
}

/** True where the next items should be asked for. */
export function wantsMore({ ahead, fetching, exhausted }: Session): boolean {
  return !fetching && !exhausted && ahead.length <= AHEAD;
}

/** The end: nothing is shown and nothing will come. */
export function isFinished({ ahead, exhausted, fetching }: Session): boolean {
  return ahead.length === 0 && exhausted && !fetching;
}

/** Items came. Those that are on the screen or were decided in this session are passed over. */
export function arrived(session: Session, { items, remaining }: NextItems, now: number): Session {
  const known = new Set([
    ...session.ahead.map(({ id }) => id),
    ...session.entries.map(({ item }) => item.id),
  ]);
  const fresh = items.filter(({ id }) => !known.has(id) && known.add(id));
  const fetched = items.reduce((most, { place }) => Math.max(most, place), session.fetched);
  const isEnd = items.length === 0;
  const again = isEnd && !session.wrapped;
  return {
    ...session,
    ahead: [...session.ahead, ...fresh],
    // The server has not seen what is on its way: `left` takes that off.
    remaining,
    fetching: false,
    fetched: again ? -1 : fetched,
    wrapped: session.wrapped || isEnd,
    exhausted: isEnd && !again,
    shownAt: session.ahead.length === 0 ? now : session.shownAt,
  };
}

export interface Choice {
  readonly decision: Exclude<DecisionName, 'undo'>;
  readonly origin?: OriginName;
  readonly text?: string;
}

/** Takes a decision about the item that is shown; the next one is shown at once. */
export function decide(session: Session, choice: Choice, now: number): Session {
  const [item, ...rest] = session.ahead;
  if (item === undefined) return session;
  const seconds = Math.max(0, (now - session.shownAt) / 1000);
  const note = session.note.trim();
  const body = {
    queue: session.queue,
    id: item.id,
    seen: item.seen,
    ...choice,
    ...(note === '' ? {} : { note }),
    seconds: Math.round(seconds * 10) / 10,
  };
  return fresh(
    {
      ...session,
      ahead: rest,
      entries: [...kept(session.entries), entry(session, item, body)],
      nextKey: session.nextKey + 1,
      paces: [...session.paces.slice(-(PACES - 1)), seconds],
    },
    now,
  );
}

/** Decisions that a rate is told from. */
const PACES = 30;

function entry(session: Session, item: ReviewItem, body: Entry['body']): Entry {
  return { key: session.nextKey, item, body, state: 'waiting', tried: false, undone: false };
}

/** Old ones that are saved go; what is on its way stays. */
function kept(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length < KEPT) return entries;
  const from = entries.length - KEPT + 1;
  return entries.filter(({ state }, i) => i >= from || state !== 'saved');
}

/** The shown item is another: nothing of the one before is left on the screen. */
function fresh(session: Session, now: number): Session {
  const { draft: _, reason: __, ...rest } = session;
  return { ...rest, mode: 'decide', note: '', shownAt: now };
}

/** The decision that `undo` would take back: the newest that stands. */
export function undoable({ entries }: Session): Entry | undefined {
  return entries.findLast(({ body, undone }) => body.decision !== 'undo' && !undone);
}

/** Takes the newest decision back, and shows its item again. One that was not sent yet is never sent. */
export function undo(session: Session, now: number): Session {
  const last = undoable(session);
  if (last === undefined) return session;
  const ahead = [last.item, ...session.ahead.filter(({ id }) => id !== last.item.id)];
  const before = session.paces.slice(0, -1);
  if (last.state === 'waiting' && !last.tried) {
    const entries = session.entries.filter(({ key }) => key !== last.key);
    return fresh({ ...session, ahead, entries, paces: before }, now);
  }
  const { queue, id, seen } = last.body;
  const taking = entry(session, last.item, { queue, id, seen, decision: 'undo' });
  const marked = session.entries.map((each) => (each.key === last.key ? { ...each, undone: true } : each));
  return fresh(
    { ...session, ahead, entries: [...kept(marked), taking], nextKey: session.nextKey + 1, paces: before },
    now,
  );
}

/** What is to be sent next: one at a time, in the order in which they were taken, so that an undo never overtakes. */
export function toSend({ entries }: Session): { readonly key: number; readonly body: Decide } | undefined {
  const first = entries.find(({ state }) => state !== 'saved');
  if (first === undefined || first.state === 'sending') return undefined;
  return { key: first.key, body: { ...first.body, version: versionOf(entries, first.item) } };
}

function versionOf(entries: readonly Entry[], item: ReviewItem): number {
  const saved = entries.findLast((each) => each.item.id === item.id && each.version !== undefined);
  return Math.max(saved?.version ?? 0, item.version);
}

export function sending(session: Session, key: number): Session {
  return { ...session, entries: withState(session.entries, key, 'sending') };
}

/** No answer came: it will be sent again. */
export function unanswered(session: Session, key: number): Session {
  return { ...session, entries: withState(session.entries, key, 'waiting') };
}

function withState(entries: readonly Entry[], key: number, state: EntryState): readonly Entry[] {
  return entries.map((each) => (each.key === key ? { ...each, state, tried: true } : each));
}

export function saved(session: Session, key: number, answer: Decided): Session {
  const { version, decisions, remaining, id } = answer;
  return {
    ...session,
    remaining: remaining,
    entries: session.entries.map((each) =>
      each.key === key ? { ...each, state: 'saved' as const, version } : each,
    ),
    ahead: renewed(session.ahead, id, version, decisions),
  };
}

function renewed(
  ahead: readonly ReviewItem[],
  id: string,
  version: number,
  decisions: ReviewItem['decisions'],
): readonly ReviewItem[] {
  if (!ahead.some((item) => item.id === id)) return ahead;
  return ahead.map((item) => (item.id === id ? { ...item, version, decisions } : item));
}

/**
 * The server knew better. Where the decision that stands is this reviewer's own and the same, an answer was lost on the way, and
 * the decision is saved; else the reviewer is told.
 */
export function conflicted(session: Session, key: number, answer: Decided): Session {
  const mine = session.entries.find((each) => each.key === key);
  if (mine === undefined) return session;
  if (isAlready(mine, answer, session.reviewer)) return saved(session, key, answer);
  if (isApart(mine, answer)) return onceMore(session, key, answer);
  const item = { ...mine.item, version: answer.version, decisions: answer.decisions };
  const dropped = withoutEntry(session, key, item.id);
  return {
    ...dropped,
    remaining: answer.remaining,
    ahead: renewed(dropped.ahead, answer.id, answer.version, answer.decisions),
    refusals: [...session.refusals, { key, item, body: mine.body }],
  };
}

/** Several are to decide, each alone: that another did, unseen by this reviewer, is no reason against their decision. */
function isApart({ item, body }: Entry, { version, decisions }: Decided): boolean {
  return (
    (item.wants ?? 1) > 1 && body.decision !== 'undo' && decisions.length === 0 && version > item.version
  );
}

/** The decision is sent again, as one that knows of the newest event. */
function onceMore(session: Session, key: number, { id, version, decisions }: Decided): Session {
  const entries = session.entries.map((each) =>
    each.key === key ? { ...each, item: { ...each.item, version }, state: 'waiting' as const } : each,
  );
  return { ...session, entries, ahead: renewed(session.ahead, id, version, decisions) };
}

function isAlready({ body }: Entry, { decisions }: Decided, reviewer: string): boolean {
  const own = decisions.findLast((each) => each.reviewer === reviewer);
  if (body.decision === 'undo') return own === undefined || own.decision === 'undo';
  return own?.decision === body.decision && own.origin === body.origin && own.text === body.text;
}

/** The server will not have it, whatever is done: a role that was taken away, a text that changed. */
export function refused(session: Session, key: number, message: string): Session {
  const mine = session.entries.find((each) => each.key === key);
  if (mine === undefined) return session;
  const { item, body } = mine;
  return {
    ...withoutEntry(session, key, item.id),
    refusals: [...session.refusals, { key, item, body, message }],
  };
}

/** A decision that does not stand needs no undo. */
function withoutEntry(session: Session, key: number, id: string): Session {
  const entries = session.entries.filter(
    (each) =>
      each.key !== key &&
      !(each.item.id === id && each.key > key && each.body.decision === 'undo' && each.state === 'waiting'),
  );
  return { ...session, entries };
}

/** Shows the item of a refusal again. */
export function lookAgain(session: Session, key: number, now: number): Session {
  const refusal = session.refusals.find((each) => each.key === key);
  if (refusal === undefined) return session;
  return inFront(dismissed(session, key), refusal.item, now);
}

/** Shows an item before all others: one that a link named. */
export function inFront(session: Session, item: ReviewItem, now: number): Session {
  const ahead = [item, ...session.ahead.filter(({ id }) => id !== item.id)];
  return fresh({ ...session, ahead }, now);
}

export function dismissed(session: Session, key: number): Session {
  return { ...session, refusals: session.refusals.filter((each) => each.key !== key) };
}

/** Focus on the next or the last reason, round and round. */
export function moveReason(session: Session, step: 1 | -1): Session {
  const many = shown(session)?.reasons.length ?? 0;
  if (many === 0) return session;
  const from = session.reason ?? (step === 1 ? -1 : many);
  return { ...session, reason: (from + step + many) % many };
}
