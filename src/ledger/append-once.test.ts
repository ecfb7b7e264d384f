import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { appendOnce } from './append-once.ts';
import type { EventDraft } from './event.ts';
import { AT, all, draft, job, review } from './fixtures.test.support.ts';
import { openLedger } from './open.ts';
import type { LedgerStore } from './store.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let n = 0;
async function ledger(name = `${++n}.sqlite`): Promise<LedgerStore> {
  const store = await openLedger(join(disk.folder, name), '.');
  opened.push(store);
  return store;
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
const seqs = (events: readonly { readonly seq: number }[]) => events.map(({ seq }) => seq);

describe('appendOnce', () => {
  it('appends what is new, and nothing a second time', async () => {
    const store = await ledger();
    const drafts = [job('a'), review('x')];
    expect(seqs((await appendOnce(store, drafts)).appended)).toEqual([1, 2]);
    const again = await appendOnce(store, drafts);
    expect({ appended: again.appended, known: seqs(again.known) }).toEqual({ appended: [], known: [1, 2] });
    expect((await store.head()).seq).toBe(2);
  });

  it('appends what is missing of a file that was recorded in part', async () => {
    const store = await ledger();
    await store.append([job('b')]);
    const { appended, known } = await appendOnce(store, [job('a'), job('b'), job('c')]);
    expect(appended.map(({ subjects }) => subjects[0].id)).toEqual(['a', 'c']);
    expect(seqs(known)).toEqual([1]);
  });

  it.each<[string, EventDraft]>([
    ['time', job('a', '2026-01-02T03:04:05.679Z')],
    ['actor', { ...job('a'), actor: { kind: 'tool', name: 'zoe' } }],
    ['body', { ...job('a'), body: { ...job('a').body, version: '2' } }],
    [
      'subjects',
      draft('job.ended', [...job('a').subjects, { type: 'mix', id: 'm' }], job('a').body as never),
    ],
  ])('takes an event of another %s for another event', async (_, other) => {
    const store = await ledger();
    await store.append([other]);
    expect((await appendOnce(store, [job('a')])).appended).toHaveLength(1);
  });

  it('keeps two facts of one file apart that are the same', async () => {
    const store = await ledger();
    expect((await appendOnce(store, [job('a'), job('a')])).appended).toHaveLength(2);
    expect((await appendOnce(store, [job('a'), job('a')])).known).toHaveLength(2);
  });

  it('writes one event where several give the same facts at once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => ledger('together.sqlite')));
    const results = await Promise.all(stores.map((store) => appendOnce(store, [job('a'), job('b')])));
    expect(results.flatMap(({ appended }) => seqs(appended)).sort()).toEqual([1, 2]);
    expect((await all(stores[0].events())).map(({ at }) => at)).toEqual([AT, AT]);
  });

  it('gives up where others never stop', async () => {
    const store = await ledger();
    let calls = 0;
    const busy: LedgerStore = {
      ...store,
      events: (query) => store.events(query),
      append: async (drafts, expectations) => {
        calls++;
        await store.append([job('a', new Date(Date.parse(AT) + calls).toISOString())]);
        return store.append(drafts, expectations);
      },
    };
    await expect(appendOnce(busy, [job('a')])).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect(calls).toBe(10);
  });

  it('refuses a draft that is no event before anything is asked', async () => {
    const store = await ledger();
    for (const wrong of [{}, { ...job('a'), subjects: [] }, { ...job('a'), kind: 'no.such' }]) {
      await expect(appendOnce(store, [job('b'), wrong as EventDraft])).rejects.toMatchObject({
        code: 'E_LEDGER',
      });
    }
    expect((await store.head()).seq).toBe(0);
  });
});
