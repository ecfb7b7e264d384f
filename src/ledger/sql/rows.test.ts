import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, sealed } from '../digest.ts';
import type { LedgerEvent } from '../event.ts';
import { draft, job, review } from '../fixtures.test.support.ts';
import { damaged, eventOf, latestRows, rowOf, type StoredEvent, stateOf, textFrom } from './rows.ts';

const stored = (event: LedgerEvent, change: object = {}) =>
  ({ ...rowOf(event), ...change }) as unknown as StoredEvent;
const [EVENT] = sealed([review('e1', 'reject', { note: 'cut off' })], EMPTY_HEAD);
const refusal = (change: object) => {
  try {
    return eventOf(stored(EVENT, change));
  } catch (error) {
    return error;
  }
};

describe('a row of events', () => {
  it('is read as the event that it was made of, from text or from bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 2 ** 40 }),
        (id, note, before) => {
          const [event] = sealed([review(id, 'accept', { note })], { ...EMPTY_HEAD, seq: before });
          const row = rowOf(event);
          const bytes = Object.fromEntries(
            Object.entries(row).map(([column, value]) => [
              column,
              typeof value === 'string' ? Buffer.from(value) : value,
            ]),
          );
          expect(eventOf(row as unknown as StoredEvent)).toEqual(event);
          expect(eventOf(bytes as unknown as StoredEvent)).toEqual(event);
          expect(eventOf(stored(event, { seq: String(event.seq) })).seq).toBe(event.seq);
        },
      ),
    );
  });

  it('keeps a body whose members are called as those of every object', () => {
    const composition = { origin: JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') };
    const [event] = sealed(
      [{ ...draft('mix.built', [{ type: 'mix', id: 'm' }], {} as never), body: { composition } }],
      EMPTY_HEAD,
    );
    const read = eventOf(stored(event)).body['composition'] as { origin: object };
    expect(Object.keys(read.origin).sort()).toEqual(['__proto__', 'constructor', 'toString']);
  });

  it.each([
    ['subjects', '[]', 'its subjects are none'],
    ['subjects', '{}', 'its subjects are none'],
    ['subjects', '[null]', 'its subjects are none'],
    ['subjects', '[1]', 'its subjects are none'],
    ['subjects', '["example:e1"]', 'its subjects are none'],
    ['subjects', '[{"id":"e1"}]', 'its subjects are none'],
    ['subjects', '[{"id":7,"type":"example"}]', 'its subjects are none'],
    ['subjects', '', 'its subjects is no JSON'],
    ['subjects', 'null', 'its subjects is no object'],
    ['body', '12', 'its body is no object'],
    ['body', '"text"', 'its body is no object'],
    ['body', '{"decision":', 'its body is no JSON'],
    ['body', '\ufeff{}', 'its body is no JSON'],
    ['body', '{"b":1,"a":2}', 'its body is not as a ledger writes it'],
    ['body', '{"a":1,"a":1}', 'its body is not as a ledger writes it'],
    ['body', '{"a":1.0}', 'its body is not as a ledger writes it'],
    ['body', '{}\r\n', 'its body is not as a ledger writes it'],
  ])('whose %s is %j is damaged, and is named', (column, text, why) => {
    expect(refusal({ [column]: text })).toMatchObject({
      code: 'E_LEDGER',
      message: `event 1 is damaged: ${why}`,
      where: 'event 1',
      hint: expect.stringContaining('ledger verify'),
    });
  });

  it.each(['kind', 'at', 'actor_kind', 'actor_name', 'subjects', 'body', 'previous', 'digest'])(
    'whose %s is no UTF-8 is damaged',
    (column) => {
      expect(refusal({ [column]: Uint8Array.of(0x61, 0xc3, 0x28) })).toMatchObject({
        code: 'E_LEDGER',
        message: `event 1 is damaged: its ${column} is no text`,
      });
    },
  );
});

describe('textFrom', () => {
  it('keeps a mark of byte order, for the digest counts it', () => {
    expect(textFrom(Buffer.from('\ufeffx'))).toBe('\ufeffx');
    expect(textFrom('')).toBe('');
    expect(textFrom(new Uint8Array())).toBe('');
  });

  it.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['a cut character', [0xf0, 0x9f, 0x98]],
    ['a point beyond the last', [0xf4, 0x90, 0x80, 0x80]],
  ])('is undefined for %s', (_, bytes) => {
    expect(textFrom(Uint8Array.from(bytes))).toBeUndefined();
  });
});

describe('latestRows', () => {
  it('has one row for each kind and subject: that of the newest event', () => {
    const events = sealed(
      [review('a', 'accept'), review('b', 'reject'), review('a', 'edit', { text: 't' }), job('a')],
      { ...EMPTY_HEAD, seq: 10 },
    );
    expect(latestRows(events)).toEqual([
      { type: 'example', id: 'a', kind: 'review.decided', seq: 13, state: 'edit' },
      { type: 'example', id: 'b', kind: 'review.decided', seq: 12, state: 'reject' },
      { type: 'job', id: 'a', kind: 'job.ended', seq: 14, state: 'done' },
    ]);
    expect(latestRows([])).toEqual([]);
  });

  it('takes subjects of odd names apart', () => {
    const ids = ['a b', 'a', ' a', '__proto__', 'constructor', 'é', 'e\u0301', 'a\nb'];
    const events = sealed(
      ids.map((id) => review(id)),
      EMPTY_HEAD,
    );
    expect(latestRows(events).map(({ id }) => id)).toEqual(ids);
  });

  it('gives no state to a kind that has none, nor to one that is not known', () => {
    expect(stateOf({ ...EVENT, kind: 'later.kind', body: { state: 'x' } })).toBe('');
    expect(stateOf({ ...EVENT, body: {} })).toBe('');
    expect(stateOf({ ...EVENT, kind: 'constructor' })).toBe('');
  });
});

describe('damaged', () => {
  it('names the event, and keeps what caused it', () => {
    const cause = new Error('inner');
    expect(damaged(7, 'why', cause)).toMatchObject({ code: 'E_LEDGER', where: 'event 7', cause });
  });
});
