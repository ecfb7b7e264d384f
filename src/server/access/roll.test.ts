import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../ledger/event.ts';
import { isGood, Roll } from './roll.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const ms = (second: number) => Date.parse(at(second));
const hash = (digit: string) => digit.repeat(64);

let seq = 0;
function event(kind: string, token: string, second: number, body: Record<string, unknown> = {}): LedgerEvent {
  return {
    kind,
    at: at(second),
    actor: { kind: 'person', name: 'boss' },
    subjects: [{ type: 'token', id: token }],
    body,
    seq: ++seq,
    previous: '',
    digest: '',
  };
}

const issued = (id: string, second = 0, more = {}) =>
  event('token.issued', id, second, { name: `name of ${id}`, role: 'review', secret: hash('a'), ...more });
const began = (token: string, session: string, second: number, until = 1_000) =>
  event('access.granted', token, second, { session, until: at(until) });

function rollOf(...events: LedgerEvent[]): Roll {
  const roll = new Roll();
  for (const one of events) roll.take(one);
  return roll;
}

describe('Roll', () => {
  it('knows a token as it was issued', () => {
    expect(rollOf(issued('t', 3, { until: at(9) })).tokens.get('t')).toEqual({
      id: 't',
      name: 'name of t',
      role: 'review',
      secret: hash('a'),
      issuedAt: ms(3),
      until: ms(9),
    });
  });

  it('keeps the first of two tokens of one id: nobody gets another role by an event more', () => {
    const roll = rollOf(issued('t'), issued('t', 1, { role: 'operate', secret: hash('b') }));
    expect(roll.tokens.get('t')).toMatchObject({ role: 'review', secret: hash('a') });
  });

  it('keeps a token revoked that was revoked once', () => {
    const roll = rollOf(
      issued('t'),
      event('token.revoked', 't', 5),
      issued('t', 6),
      event('token.revoked', 't', 7),
    );
    expect(roll.tokens.get('t')?.revokedAt).toBe(ms(5));
  });

  it('knows when a session was last used, and does not go back in time', () => {
    const used = (second: number) => event('access.granted', 't', second, { session: hash('1') });
    const roll = rollOf(began('t', hash('1'), 10), used(50), used(20));
    expect(roll.sessions.get(hash('1'))).toEqual({
      id: hash('1'),
      token: 't',
      until: ms(1_000),
      seenAt: ms(50),
      ended: false,
    });
  });

  it('does not prolong a session by the use of another token, nor begin one by a use', () => {
    const use = (token: string, session: string) => event('access.granted', token, 90, { session });
    const roll = rollOf(began('t', hash('1'), 10), use('other', hash('1')), use('t', hash('2')));
    expect(roll.sessions.get(hash('1'))?.seenAt).toBe(ms(10));
    expect(roll.sessions.has(hash('2'))).toBe(false);
  });

  it('ends a session for good', () => {
    const end = event('access.ended', 't', 20, { session: hash('1') });
    const roll = rollOf(began('t', hash('1'), 10), end, began('t', hash('1'), 30));
    expect(roll.sessions.get(hash('1'))?.ended).toBe(true);
  });

  it('forgets sessions whose time is over, and those alone', () => {
    const roll = rollOf(began('t', hash('1'), 0, 10), began('t', hash('2'), 0, 11));
    roll.forget(ms(10));
    expect([...roll.sessions.keys()]).toEqual([hash('2')]);
  });

  it('takes no harm from events about other things, or about what it does not know', () => {
    const other = { ...issued('t'), subjects: [{ type: 'example', id: 't' }] as const };
    const roll = rollOf(
      other,
      event('token.revoked', 'nobody', 1),
      event('access.ended', 'nobody', 1, { session: hash('9') }),
      event('review.decided', 't', 1),
    );
    expect([roll.tokens.size, roll.sessions.size]).toEqual([0, 0]);
  });

  it('stands the same when events come again, all or some', () => {
    const kinds = fc.constantFrom('issue', 'revoke', 'begin', 'use', 'end');
    const step = fc.record({
      kind: kinds,
      token: fc.constantFrom('t', 'u'),
      session: fc.constantFrom('1', '2'),
    });
    const make = ({ kind, token, session }: { kind: string; token: string; session: string }, i: number) => {
      const id = hash(session);
      if (kind === 'issue') return issued(token, i);
      if (kind === 'revoke') return event('token.revoked', token, i);
      if (kind === 'begin') return began(token, id, i);
      return kind === 'use'
        ? event('access.granted', token, i, { session: id })
        : event('access.ended', token, i, { session: id });
    };
    fc.assert(
      fc.property(fc.array(step), fc.nat(), (steps, from) => {
        const made = [issued('t'), issued('u'), began('t', hash('1'), 0), began('u', hash('2'), 0)];
        const events = [...made, ...steps.map(make)];
        const once = rollOf(...events);
        const twice = rollOf(...events, ...events.slice(from % (events.length + 1)));
        expect([...twice.tokens]).toEqual([...once.tokens]);
        expect([...twice.sessions]).toEqual([...once.sessions]);
      }),
    );
  });
});

describe('isGood', () => {
  const token = { id: 't', name: 'zoe', role: 'read', secret: hash('a'), issuedAt: 0 } as const;

  it('is for a token whose time is not over, to the millisecond', () => {
    expect(isGood({ ...token, until: 10 }, 9)).toBe(true);
    expect(isGood({ ...token, until: 10 }, 10)).toBe(false);
    expect(isGood(token, Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('is not for one that was revoked, nor for none', () => {
    expect(isGood({ ...token, revokedAt: 5 }, 0)).toBe(false);
    expect(isGood(undefined, 0)).toBe(false);
  });
});
