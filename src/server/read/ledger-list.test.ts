import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { all, job, review } from '../../ledger/fixtures.test.support.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { LISTED_EVENTS, ledgerList } from './ledger-list.ts';
import { alerted, checked, judged } from './line.test.support.ts';

const disk = scratch();
let store: LedgerStore;
let events: LedgerEvent[];

beforeAll(async () => {
  store = await openSqlite(join(disk.folder, 'l.sqlite'), true);
  const drafts = Array.from({ length: 40 }, (_, i) => [
    review(`a${i}`),
    i % 3 === 0 ? checked(`g${i % 4}`, 1) : judged(`g${i % 4}`, 1, 'early'),
    i % 5 === 0 ? alerted('g1', `alert ${i}`) : job('<b>\u202e'),
  ]);
  await store.append(drafts.flat());
  events = await all(store.events());
});
afterAll(() => store.close());

describe('ledgerList', () => {
  it('lists what was asked for and nothing else, newest first, and knows whether there is more', async () => {
    const kind = fc.constantFrom<string>('review.decided', 'verdict.given', 'alert.raised', 'no.such');
    const query = fc.record(
      {
        before: fc.integer({ min: 1, max: 130 }),
        kinds: fc.array(kind, { minLength: 1, maxLength: 4 }),
        subject: fc.constantFrom(
          { type: 'generation' as const, id: 'g1' },
          { type: 'example' as const, id: 'a7' },
          { type: 'line' as const, id: 'constructor' },
        ),
        limit: fc.integer({ min: 1, max: 60 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const { before, kinds, subject, limit = LISTED_EVENTS } = asked;
        const wanted = events
          .filter(({ seq }) => before === undefined || seq < before)
          .filter((event) => kinds === undefined || kinds.includes(event.kind))
          .filter(
            ({ subjects }) =>
              subject === undefined ||
              subjects.some(({ type, id }) => type === subject.type && id === subject.id),
          )
          .map(({ seq }) => seq)
          .reverse();
        const found = await ledgerList(store, asked);
        expect(found.events.map(({ seq }) => seq)).toEqual(wanted.slice(0, limit));
        expect(found.more).toBe(wanted.length > limit);
      }),
      { numRuns: 40 },
    );
  });

  it('tells who did it and about what, and never the body or the digests', async () => {
    const [view] = (await ledgerList(store, { kinds: ['alert.raised'], limit: 1 })).events;
    expect(Object.keys(view).sort()).toEqual(['actor', 'at', 'kind', 'seq', 'subjects', 'text']);
    expect(view.actor).toEqual({ kind: 'person', name: 'zoe' });
    expect(view.subjects.map(({ type }) => type)).toEqual(['alert', 'generation', 'line']);
  });

  it('shows in its line what would hide or turn round what is read', async () => {
    const [view] = (await ledgerList(store, { kinds: ['job.ended'], limit: 1 })).events;
    expect(view.text).toBe('job.ended done job:<b>[U+202E]');
    expect(view.subjects[0].id).toBe('<b>\u202e');
  });
});
