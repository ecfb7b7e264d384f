import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewQueueItem } from './item.ts';
import { itemOf, itemRow, queueOf, type StoredItem } from './rows.ts';

const text = fc.string({ unit: 'binary', maxLength: 50 });
const items: fc.Arbitrary<NewQueueItem> = fc.record(
  {
    id: fc.string({ unit: 'grapheme', minLength: 1 }),
    text,
    seen: fc.constant('0'.repeat(64)),
    file: fc.string(),
    provenance: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.string(),
    ),
    reasons: fc.array(
      fc.record({
        kind: fc.constant('tail' as const),
        text,
        weight: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
        spans: fc.array(fc.tuple(fc.nat(), fc.nat())),
      }),
    ),
    human: fc.array(fc.record({ id: text, text, similarity: fc.constant(0.5) })),
    duplicates: fc.constant([]),
    sample: fc.nat(),
    wants: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: ['id', 'text', 'seen', 'provenance', 'reasons', 'human', 'duplicates', 'wants'] },
);

const bytes = (row: StoredItem) => ({
  ...row,
  example: Buffer.from(String(row.example)),
  seen: Buffer.from(String(row.seen)),
  body: Buffer.from(String(row.body)),
});

describe('itemRow and itemOf', () => {
  it('give back what they were given, from text and from bytes', () => {
    fc.assert(
      fc.property(items, fc.nat(), (item, place) => {
        const row = itemRow('q', place, item);
        for (const stored of [row, bytes(row)])
          expect(itemOf('q', stored)).toEqual({ queue: 'q', place, ...item });
      }),
    );
  });

  it('hold no NUL, which PostgreSQL refuses', () => {
    const item = {
      id: 'a',
      text: '\u0000',
      seen: '',
      provenance: {},
      reasons: [],
      human: [],
      duplicates: [],
      wants: 1,
    };
    expect(itemRow('q', 0, item).body).not.toContain('\u0000');
  });

  it.each(['', '{', '[', '7', 'null', '{"text":'])('say that %j is damaged, and what to do', (body) => {
    const row = { place: 3, example: 'a', wants: 1, sample: -1, seen: '', body };
    expect(() => itemOf('q', row)).toThrow(
      expect.objectContaining({
        code: 'E_LEDGER',
        where: 'item 3 of queue q',
        hint: expect.stringContaining('anew'),
      }),
    );
  });

  it('meet bytes that are no text', () => {
    const row = { place: 0, example: Uint8Array.of(0xff), wants: 1, sample: -1, seen: '', body: '{}' };
    expect(() => itemOf('q', row)).toThrow(expect.objectContaining({ code: 'E_LEDGER' }));
  });
});

describe('queueOf', () => {
  it('lays the counters over what was said when it was made', () => {
    const header = JSON.stringify({ id: 'q', createdAt: 'then', size: 99 });
    const row = { header, head: '12', size: 3, decided: 1, complete: 0 };
    expect(queueOf(row)).toMatchObject({
      id: 'q',
      createdAt: 'then',
      head: 12,
      size: 3,
      decided: 1,
      complete: 0,
    });
  });
});
