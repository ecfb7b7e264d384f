import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { review } from '../../ledger/fixtures.test.support.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import type { EventQuery, LedgerStore } from '../../ledger/store.ts';
import { alerted, checked, eventsOf, judged, known, LINE, modelOf } from './line.test.support.ts';
import { someDraft } from './line-drafts.test.support.ts';
import { LineReader, readLine } from './line-reader.ts';

const disk = scratch();
let made = 0;
const open: LedgerStore[] = [];
const ledger = async () => {
  const store = await openSqlite(join(disk.folder, `${made++}.sqlite`), true);
  open.push(store);
  return store;
};
afterAll(() => Promise.all(open.map((store) => store.close())));

describe('LineReader', () => {
  it('knows after any sequence of events what a model of all of them knows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(someDraft, { maxLength: 6 }), { maxLength: 5 }), async (appends) => {
        const store = await ledger();
        const reader = new LineReader(store, LINE);
        for (const drafts of appends) {
          await store.append(drafts);
          await reader.get();
        }
        const whole = known(modelOf(eventsOf(appends.flat())));
        expect(known(await reader.get())).toEqual(whole);
        expect(known(await readLine(store, LINE))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('sees what was appended before it was asked, also while it is reading', async () => {
    const store = await ledger();
    const reader = new LineReader(store, LINE);
    const first = reader.get();
    await store.append([checked('g1', 1)]);
    const [, model] = await Promise.all([first, reader.get(), reader.get()]);
    expect([...model.generations.keys()]).toEqual(['g1']);
  });

  it('reads nothing again, and no decision of a reviewer at all', async () => {
    const store = await ledger();
    await store.append([checked('g1', 1), judged('g1', 1, 'healthy'), review('a17')]);
    const asked: EventQuery[] = [];
    const watched: LedgerStore = {
      ...bound(store),
      events: (query = {}) => {
        asked.push(query);
        return store.events(query);
      },
    };
    const reader = new LineReader(watched, LINE);
    await reader.get();
    asked.length = 0;
    await reader.get();
    expect(asked).toEqual([]);
    await store.append([review('a18'), alerted('g1', 'look')]);
    expect((await reader.get()).alerts.length).toBe(1);
    expect(asked.length).toBeGreaterThan(0);
    for (const { kinds, after } of asked)
      expect([kinds?.includes('review.decided'), after]).toEqual([false, 3]);
  });

  it('goes on after the ledger failed once', async () => {
    const store = await ledger();
    let fails = true;
    const failing: LedgerStore = {
      ...bound(store),
      head: () => (fails ? Promise.reject(new Error('away')) : store.head()),
    };
    const reader = new LineReader(failing, LINE);
    await expect(reader.get()).rejects.toThrow('away');
    fails = false;
    await store.append([checked('g1', 1)]);
    expect((await reader.get()).generations.size).toBe(1);
  });
});

/** A store whose members can be replaced one by one. */
function bound(store: LedgerStore): LedgerStore {
  return {
    place: store.place,
    append: (...all) => store.append(...all),
    head: () => store.head(),
    events: (query) => store.events(query),
    latest: (...all) => store.latest(...all),
    tally: (...all) => store.tally(...all),
    indexFaults: () => store.indexFaults(),
    close: () => store.close(),
  };
}
