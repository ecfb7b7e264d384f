import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { LedgerEvent } from '../event.ts';
import { all, job, review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import type { EventQuery, LedgerStore } from '../store.ts';

const disk = scratch();
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const at = (hour: number) => `2026-01-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const IDS = ['a', 'b', 'ü', '\ud83d\ude00', '\uff5e', '__proto__', "o'x", '%', 'a b'];

let store: LedgerStore;
let events: readonly LedgerEvent[];
beforeAll(async () => {
  store = await openLedger('read.sqlite', disk.folder);
  // 1,203 events: three pages, the last of a few rows.
  events = await store.append(
    Array.from({ length: 1203 }, (_, i) =>
      i % 4 === 3
        ? job(IDS[i % 5], at(i % 24))
        : { ...review(IDS[(i * 7) % IDS.length], i % 3 === 0 ? 'reject' : 'accept'), at: at(i % 24) },
    ),
  );
});
afterAll(() => store.close());

/** What a query asks for, without SQL. */
function asked({ after = 0, before = Number.POSITIVE_INFINITY, ...query }: EventQuery): number[] {
  const { kinds, subject, since, reverse, limit } = query;
  const found = events.filter(
    (event) =>
      event.seq > after &&
      event.seq < before &&
      (kinds === undefined || kinds.includes(event.kind)) &&
      (since === undefined || event.at >= since) &&
      (subject === undefined ||
        event.subjects.some(({ type, id }) => type === subject.type && id === subject.id)),
  );
  if (reverse === true) found.reverse();
  return found.slice(0, limit).map(({ seq }) => seq);
}

describe('readEvents', () => {
  it('gives what a filter of all events gives, whatever is asked', async () => {
    const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const queries = fc.record({
      after: some(fc.integer({ min: -5, max: 1300 })),
      before: some(fc.integer({ min: -5, max: 1300 })),
      kinds: some(fc.subarray(['review.decided', 'job.ended', 'later.kind', ''])),
      subject: some(
        fc.record({ type: fc.constantFrom('example', 'job'), id: fc.constantFrom(...IDS, 'none') }),
      ),
      since: some(fc.integer({ min: 0, max: 23 }).map(at)),
      reverse: some(fc.boolean()),
      limit: some(fc.constantFrom(0, 1, 499, 500, 501, 1000, 5000)),
    });
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
        expect((await all(store.events(given))).map(({ seq }) => seq)).toEqual(asked(given));
      }),
      { numRuns: runs(60) },
    );
  });

  it('gives no event twice and leaves none out where the end of a page is the end of all', async () => {
    for (const before of [500, 501, 502, 1000, 1001]) {
      expect((await all(store.events({ before }))).length).toBe(before - 1);
      expect((await all(store.events({ before, reverse: true }))).at(-1)?.seq).toBe(1);
    }
  });

  it('lets the reader stop anywhere', async () => {
    const seen: number[] = [];
    for await (const { seq } of store.events()) {
      seen.push(seq);
      if (seq === 501) break;
    }
    expect(seen).toHaveLength(501);
    expect((await store.head()).seq).toBe(1203);
  });

  it('takes names that look like SQL for names', async () => {
    const subject = { type: 'example', id: "'; drop table outcross_event; --" } as const;
    expect(await all(store.events({ subject }))).toEqual([]);
    expect(await all(store.events({ kinds: ["') or 1=1 --"] }))).toEqual([]);
    expect((await store.head()).seq).toBe(1203);
  });
});

describe('readLatest', () => {
  const newest = (kinds: readonly string[], type = 'example') => {
    const found = new Map<string, number>();
    for (const { seq, kind, subjects } of events) {
      for (const subject of subjects)
        if (subject.type === type && kinds.includes(kind)) found.set(subject.id, seq);
    }
    return [...found].sort(([a], [b]) => byBytes(a, b));
  };
  const ask = async (...[type, kinds, query]: Parameters<LedgerStore['latest']>) =>
    (await all(store.latest(type, kinds, query))).map(({ id, event }) => [id, event.seq]);

  it('gives what a walk over all events gives', async () => {
    expect(await ask('example', ['review.decided'])).toEqual(newest(['review.decided']));
    expect(await ask('example', ['review.decided', 'job.ended'])).toEqual(newest(['review.decided']));
    expect(await ask('job', ['job.ended'])).toEqual(newest(['job.ended'], 'job'));
    expect(await ask('example', [])).toEqual([]);
  });

  it('keeps to ids, to a beginning and to a limit at once', async () => {
    const all = newest(['review.decided']);
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.array(fc.constantFrom(...IDS, 'none', ''), { maxLength: 12 }), { nil: undefined }),
        fc.option(fc.constantFrom(...IDS, '', 'zz', '\uffff'), { nil: undefined }),
        fc.option(fc.integer({ min: -3, max: 12 }), { nil: undefined }),
        async (ids, after, limit) => {
          const expected = all
            .filter(([id]) => ids === undefined || ids.includes(id))
            .filter(([id]) => after === undefined || byBytes(id, after) > 0)
            .slice(0, Math.max(0, limit ?? all.length));
          const query = {
            ...(ids === undefined ? {} : { ids }),
            ...(after === undefined ? {} : { after }),
            ...(limit === undefined ? {} : { limit }),
          };
          expect(await ask('example', ['review.decided'], query)).toEqual(expected);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('goes through many ids that are not there, to those that are', async () => {
    const ids = [...Array.from({ length: 6000 }, (_, i) => `none-${i}`), 'a', '\ud83d\ude00'];
    expect((await ask('example', ['review.decided'], { ids })).map(([id]) => id)).toEqual([
      'a',
      '\ud83d\ude00',
    ]);
    expect(await ask('example', ['review.decided'], { ids, limit: 1 })).toHaveLength(1);
  });
});
