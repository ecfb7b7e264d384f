import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFor, decisionBy, itemAt, itemsAt } from './fixtures.test.support.ts';
import {
  arrived,
  begin,
  conflicted,
  decide,
  dismissed,
  isFinished,
  KEPT,
  left,
  lookAgain,
  moveReason,
  refused,
  type Session,
  saved,
  sending,
  shown,
  toSend,
  unanswered,
  undo,
  undoable,
  unsent,
  wantsMore,
} from './session.ts';

const accept = { decision: 'accept' } as const;
const reject = { decision: 'reject' } as const;

function withItems(...places: number[]): Session {
  return arrived(begin('q', 'ana', 0), { items: itemsAt(...places), remaining: places.length }, 0);
}

/** Sends the next decision and lets the server take it. */
function sent(session: Session, version: number, remaining: number): Session {
  const next = toSend(session)!;
  return saved(sending(session, next.key), next.key, answerFor(next.body.id, version, { remaining }));
}

describe('prefetching', () => {
  it('wants items at first, none while some are on their way, and more when five or fewer wait', () => {
    const session = begin('q', 'ana', 0);
    expect(wantsMore(session)).toBe(true);
    expect(wantsMore({ ...session, fetching: true })).toBe(false);
    expect(wantsMore(withItems(0, 1, 2, 3, 4, 5, 6))).toBe(false);
    expect(wantsMore(decide(decide(withItems(0, 1, 2, 3, 4, 5, 6), accept, 1), accept, 2))).toBe(true);
  });

  it('passes over items that it has and that it decided about', () => {
    const session = decide(withItems(0, 1), accept, 1);
    const more = arrived(session, { items: itemsAt(0, 1, 2), remaining: 3 }, 1);
    expect(more.ahead.map(({ id }) => id)).toEqual(['e1', 'e2']);
    expect(more.fetched).toBe(2);
  });

  it('passes over an item that came twice in one answer', () => {
    expect(withItems(3, 3).ahead).toHaveLength(1);
  });

  it('goes back once for what was passed over, when it began in the middle', () => {
    const session = arrived(begin('q', 'ana', 0, 40), { items: itemsAt(40), remaining: 9 }, 0);
    expect(session.fetched).toBe(40);
    const atEnd = arrived(session, { items: [], remaining: 9 }, 0);
    expect([atEnd.fetched, atEnd.exhausted]).toEqual([-1, false]);
    const again = arrived({ ...atEnd, ahead: [] }, { items: [], remaining: 9 }, 0);
    expect(again.exhausted).toBe(true);
    expect(isFinished(again)).toBe(true);
  });

  it('is not finished while an item is shown or on its way', () => {
    expect(isFinished(begin('q', 'ana', 0))).toBe(false);
    const done = arrived(withItems(0), { items: [], remaining: 1 }, 0);
    expect(isFinished(done)).toBe(false);
    expect(isFinished(decide(done, accept, 1))).toBe(true);
    expect(isFinished({ ...decide(done, accept, 1), fetching: true })).toBe(false);
  });

  it('begins at the place that a link names, and at the start for one that makes no sense', () => {
    expect(begin('q', 'ana', 0, 12).fetched).toBe(11);
    expect(begin('q', 'ana', 0, -4).fetched).toBe(-1);
  });

  it('counts the time of an item from when it came, not from when it was asked for', () => {
    const session = arrived(begin('q', 'ana', 0), { items: itemsAt(0), remaining: 1 }, 5000);
    expect(decide(session, accept, 7000).entries[0].body.seconds).toBe(2);
  });
});

describe('deciding', () => {
  it('shows the next item at once, before the server has answered', () => {
    const session = decide(withItems(0, 1), accept, 1500);
    expect(shown(session)?.id).toBe('e1');
    expect(unsent(session)).toHaveLength(1);
    expect(left(session)).toBe(1);
  });

  it('sends what was seen, the seconds and the version that was known', () => {
    const session = decide(withItems(0), { decision: 'relabel', origin: 'human' }, 1540);
    expect(toSend(session)!.body).toEqual({
      queue: 'q',
      id: 'e0',
      decision: 'relabel',
      origin: 'human',
      seen: '0'.repeat(64),
      seconds: 1.5,
      version: 0,
    });
  });

  it('sends a note with the decision, and forgets it for the next', () => {
    const session = decide({ ...withItems(0, 1), note: '  odd ending ' }, reject, 1);
    expect(toSend(session)!.body.note).toBe('odd ending');
    expect(session.note).toBe('');
  });

  it('leaves editing, drafts and the reason in focus behind', () => {
    const editing: Session = { ...withItems(0, 1), mode: 'edit', draft: 'new', reason: 1 };
    const next = decide(editing, { decision: 'edit', text: 'new' }, 1);
    expect([next.mode, next.draft, next.reason]).toEqual(['decide', undefined, undefined]);
  });

  it('does nothing where nothing is shown', () => {
    const empty = begin('q', 'ana', 0);
    expect(decide(empty, accept, 1)).toBe(empty);
  });

  it('never counts negative seconds when a clock is set back', () => {
    expect(
      decide(arrived(begin('q', 'a', 9000), { items: itemsAt(0), remaining: 1 }, 9000), accept, 1).paces,
    ).toEqual([0]);
  });

  it('sends one at a time, in the order taken', () => {
    let session = decide(decide(withItems(0, 1, 2), accept, 1), reject, 2);
    const first = toSend(session)!;
    expect(first.body.id).toBe('e0');
    session = sending(session, first.key);
    expect(toSend(session)).toBeUndefined();
    session = saved(session, first.key, answerFor('e0', 11, { remaining: 2 }));
    expect(toSend(session)!.body.id).toBe('e1');
    expect(left(session)).toBe(1);
  });

  it('sends again what got no answer', () => {
    const session = decide(withItems(0), accept, 1);
    const { key } = toSend(session)!;
    expect(toSend(unanswered(sending(session, key), key))!.key).toBe(key);
  });

  it('keeps a bounded number of saved decisions, and all that are not saved', () => {
    let session = withItems(...Array.from({ length: KEPT + 50 }, (_, i) => i));
    for (let i = 0; i < KEPT + 20; i++) session = sent(decide(session, accept, i), i + 1, 9);
    expect(session.entries.length).toBeLessThanOrEqual(KEPT);
    for (let i = 0; i < 20; i++) session = decide(session, accept, i);
    expect(unsent(session)).toHaveLength(20);
  });
});

describe('undo', () => {
  it('takes back without a word to the server what was not sent', () => {
    const session = undo(decide(withItems(0, 1), accept, 1), 2);
    expect(shown(session)?.id).toBe('e0');
    expect(session.entries).toEqual([]);
    expect(toSend(session)).toBeUndefined();
    expect(session.paces).toEqual([]);
  });

  it('sends an undo with the new version for what was saved', () => {
    const session = undo(sent(decide(withItems(0, 1), accept, 1), 21, 1), 2);
    expect(shown(session)?.id).toBe('e0');
    expect(toSend(session)!.body).toMatchObject({ id: 'e0', decision: 'undo', version: 21 });
    expect(left(session)).toBe(2);
  });

  it('waits for the answer to a decision that is on its way', () => {
    let session = decide(withItems(0, 1), accept, 1);
    const { key } = toSend(session)!;
    session = undo(sending(session, key), 2);
    expect(toSend(session)).toBeUndefined();
    session = saved(session, key, answerFor('e0', 33, { remaining: 1 }));
    expect(toSend(session)!.body).toMatchObject({ decision: 'undo', version: 33 });
  });

  it('lets the same example be decided anew, after the undo', () => {
    let session = undo(sent(decide(withItems(0, 1), accept, 1), 21, 1), 2);
    session = decide(session, reject, 3);
    session = sent(session, 22, 2);
    expect(toSend(session)!.body).toMatchObject({ id: 'e0', decision: 'reject', version: 22 });
  });

  it('goes back further each time, and stops at the beginning', () => {
    let session = withItems(0, 1, 2);
    for (let i = 0; i < 3; i++) session = sent(decide(session, accept, i), i + 1, 0);
    for (let i = 0; i < 3; i++) session = undo(session, 9);
    expect(session.ahead.map(({ id }) => id)).toEqual(['e0', 'e1', 'e2']);
    expect(undoable(session)).toBeUndefined();
    expect(undo(session, 9)).toBe(session);
  });

  it('is dropped when the decision that it takes back was refused meanwhile', () => {
    let session = decide(withItems(0, 1), accept, 1);
    const { key } = toSend(session)!;
    session = undo(sending(session, key), 2);
    session = conflicted(session, key, answerFor('e0', 40, { decisions: [decisionBy('ben', 'reject')] }));
    expect(session.entries).toEqual([]);
    expect(shown(session)).toMatchObject({ id: 'e0', version: 40 });
  });
});

describe('conflicts', () => {
  function inConflict(decisions: ReturnType<typeof decisionBy>[]): Session {
    const session = decide(withItems(0, 1), accept, 1);
    const { key } = toSend(session)!;
    return conflicted(sending(session, key), key, answerFor('e0', 40, { decisions, remaining: 1 }));
  }

  it('tell the reviewer who was faster, and do not stop the work', () => {
    const session = inConflict([decisionBy('ben', 'reject')]);
    expect(shown(session)?.id).toBe('e1');
    expect(session.refusals).toHaveLength(1);
    expect(session.refusals[0].item.decisions[0].reviewer).toBe('ben');
    expect(unsent(session)).toEqual([]);
  });

  it('are none where several are to decide, each alone: the decision is sent again', () => {
    const shared = itemAt(0, { wants: 2, version: 3 });
    const start = arrived(begin('q', 'ana', 0), { items: [shared], remaining: 1 }, 0);
    const first = decide(start, accept, 1);
    const { key } = toSend(first)!;
    const session = conflicted(sending(first, key), key, answerFor('e0', 40));
    expect(session.refusals).toEqual([]);
    expect(toSend(session)).toMatchObject({ key, body: { id: 'e0', decision: 'accept', version: 40 } });
    const same = conflicted(sending(session, key), key, answerFor('e0', 40));
    expect(same.refusals).toHaveLength(1);
  });

  it('are none where an answer was lost and the decision is there already', () => {
    const session = inConflict([decisionBy('ben', 'reject'), decisionBy('ana', 'accept')]);
    expect(session.refusals).toEqual([]);
    expect(session.entries[0]).toMatchObject({ state: 'saved', version: 40 });
  });

  it('stay conflicts where the reviewer said something else elsewhere', () => {
    expect(inConflict([decisionBy('ana', 'reject')]).refusals).toHaveLength(1);
  });

  it('of an undo are none where nothing of the reviewer stands', () => {
    let session = undo(sent(decide(withItems(0), accept, 1), 5, 0), 2);
    const { key } = toSend(session)!;
    session = conflicted(
      sending(session, key),
      key,
      answerFor('e0', 9, { decisions: [decisionBy('ben', 'accept')] }),
    );
    expect(session.refusals).toEqual([]);
  });

  it('can be looked at again, with what is known now', () => {
    const session = inConflict([decisionBy('ben', 'reject')]);
    const again = lookAgain(session, session.refusals[0].key, 3);
    expect(shown(again)).toMatchObject({ id: 'e0', version: 40 });
    expect(again.refusals).toEqual([]);
    expect(toSend(decide(again, accept, 4))!.body.version).toBe(40);
  });

  it('can be left', () => {
    const session = inConflict([decisionBy('ben', 'reject')]);
    expect(dismissed(session, session.refusals[0].key).refusals).toEqual([]);
    expect(lookAgain(session, 999, 3)).toBe(session);
  });

  it('and refusals of decisions that nobody knows change nothing', () => {
    const session = withItems(0);
    expect(conflicted(session, 9, answerFor('x', 1))).toBe(session);
    expect(refused(session, 9, 'no')).toBe(session);
  });

  it('a refusal keeps what the server said', () => {
    const session = decide(withItems(0, 1), accept, 1);
    const after = refused(sending(session, 1), 1, 'the text has changed');
    expect(after.refusals[0].message).toBe('the text has changed');
    expect(unsent(after)).toEqual([]);
  });
});

describe('moveReason', () => {
  it('goes round, from either end', () => {
    const session = withItems(0);
    expect(moveReason(session, 1).reason).toBe(0);
    expect(moveReason(session, -1).reason).toBe(1);
    expect(moveReason({ ...session, reason: 1 }, 1).reason).toBe(0);
  });

  it('stays where there are no reasons', () => {
    const session = arrived(begin('q', 'a', 0), { items: [itemAt(0, { reasons: [] })], remaining: 1 }, 0);
    expect(moveReason(session, 1)).toBe(session);
  });
});

describe('any course of a session', () => {
  it('tells the ledger what the reviewer said last of each example, whatever is lost or taken back', () => {
    const step = fc.constantFrom('accept', 'reject', 'undo', 'send', 'lose', 'lost answer' as const);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ledger = new Ledger();
        let session = withItems(0, 1, 2, 3, 4, 5);
        for (const what of steps) {
          if (what === 'accept' || what === 'reject') session = decide(session, { decision: what }, 1);
          else if (what === 'undo') session = undo(session, 1);
          else session = deliver(session, ledger, what);
        }
        while (toSend(session) !== undefined) session = deliver(session, ledger, 'send');
        expect(session.refusals).toEqual([]);
        const said = new Map<string, string>();
        for (const { body, undone } of session.entries)
          if (!undone && body.decision !== 'undo') said.set(body.id, body.decision);
        expect(new Map(ledger.standing())).toEqual(said);
        expect(session.ahead.map(({ id }) => id).sort()).toEqual(ledger.undecided());
      }),
    );
  });
});

/** A server with one reviewer: refuses what does not name the newest version. */
class Ledger {
  #seq = 0;
  readonly #newest = new Map<string, { version: number; decision: string }>();

  take(body: { id: string; decision: string; version: number }) {
    const before = this.#newest.get(body.id);
    const isConflict = (before?.version ?? 0) !== body.version;
    if (!isConflict) this.#newest.set(body.id, { version: ++this.#seq, decision: body.decision });
    const { version, decision } = this.#newest.get(body.id)!;
    const decisions = decision === 'undo' ? [] : [decisionBy('ana', decision as 'accept')];
    return { isConflict, answer: answerFor(body.id, version, { decisions }) };
  }

  standing(): [string, string][] {
    return [...this.#newest].flatMap(([id, { decision }]) => (decision === 'undo' ? [] : [[id, decision]]));
  }

  undecided(): string[] {
    const done = new Set(this.standing().map(([id]) => id));
    return itemsAt(0, 1, 2, 3, 4, 5)
      .map(({ id }) => id)
      .filter((id) => !done.has(id));
  }
}

function deliver(session: Session, ledger: Ledger, how: 'send' | 'lose' | 'lost answer'): Session {
  const next = toSend(session);
  if (next === undefined) return session;
  const underWay = sending(session, next.key);
  if (how === 'lose') return unanswered(underWay, next.key);
  const { isConflict, answer } = ledger.take(next.body);
  if (how === 'lost answer') return unanswered(underWay, next.key);
  return isConflict ? conflicted(underWay, next.key, answer) : saved(underWay, next.key, answer);
}
