import { describe, expect, it } from 'vitest';
import { itemsAt } from './fixtures.test.support.ts';
import { keep, recalled, type Shelf } from './outbox.ts';
import { arrived, begin, decide, type Session, saved, sending, toSend, unsent } from './session.ts';

function shelfOf(content: Record<string, string> = {}): Shelf & { readonly names: () => string[] } {
  const all = new Map(Object.entries(content));
  return {
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, value) => void all.set(name, value),
    removeItem: (name) => void all.delete(name),
    names: () => [...all.keys()],
  };
}

function decided(): Session {
  const session = arrived(begin('q', 'ana', 0), { items: itemsAt(0, 1, 2), remaining: 3 }, 0);
  return decide(decide(session, { decision: 'accept' }, 1), { decision: 'reject' }, 2);
}

describe('the outbox', () => {
  it('gives back after a reload what did not reach the server, in its order', () => {
    const shelf = shelfOf();
    keep(shelf, decided());
    const session = recalled(shelf, begin('q', 'ana', 9));
    expect(unsent(session).map(({ body }) => `${body.decision} ${body.id}`)).toEqual([
      'accept e0',
      'reject e1',
    ]);
    expect(toSend(session)!.body.id).toBe('e0');
    expect(session.nextKey).toBe(3);
  });

  it('is empty when all has arrived', () => {
    const shelf = shelfOf();
    let session = decided();
    keep(shelf, session);
    for (let i = 0; i < 2; i++) {
      const { key, body } = toSend(session)!;
      session = saved(sending(session, key), key, {
        id: body.id,
        version: i + 1,
        decisions: [],
        remaining: 1,
      });
    }
    keep(shelf, session);
    expect(shelf.names()).toEqual([]);
  });

  it('keeps reviewers and queues apart, whatever they are called', () => {
    const shelf = shelfOf();
    keep(shelf, decided());
    expect(unsent(recalled(shelf, begin('q', 'ben', 0)))).toEqual([]);
    expect(unsent(recalled(shelf, begin('q"]', 'ana', 0)))).toEqual([]);
  });

  it('passes over what it cannot read', () => {
    const name = 'outcross.review.["ana","q"]';
    const broken = [
      '{',
      'null',
      '[]',
      '{"schema":1,"entries":[null,{"item":{"id":"a"}}]}',
      '{"schema":2,"entries":[]}',
    ];
    for (const content of broken) {
      expect(recalled(shelfOf({ [name]: content }), begin('q', 'ana', 0)).entries).toEqual([]);
    }
  });

  it('lives with a storage that is full or forbidden', () => {
    const refuse = () => {
      throw new DOMException('QuotaExceededError');
    };
    const shelf = { getItem: refuse, setItem: refuse, removeItem: refuse };
    expect(() => keep(shelf, decided())).not.toThrow();
    expect(recalled(shelf, begin('q', 'ana', 0)).entries).toEqual([]);
  });
});
