import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { AT, review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import type { LedgerStore } from '../store.ts';
import { queuesOf } from './open.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let made = 0;
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const NAMED = { id: 'q', createdAt: AT, createdBy: 'zoe', corpora: [], seed: '1' };
const QUEUE = { ...NAMED, reviewers: 1, overlap: 0, error: 0.1, population: 1, sampled: 0 };
const ITEM = {
  id: 'a',
  text: 't',
  seen: '',
  provenance: {},
  reasons: [],
  human: [],
  duplicates: [],
  wants: 1,
};

async function fresh() {
  const path = join(disk.folder, `${made++}.sqlite`);
  const store = await openLedger(path, '.');
  opened.push(store);
  const raw = (statement: string) => {
    const database = new Database(path);
    const rows = statement.startsWith('select')
      ? database.prepare(statement).all()
      : database.exec(statement);
    database.close();
    return rows;
  };
  return { store, path, raw };
}

describe('the tables of queues', () => {
  it('are made with the first queue, and hold nothing of what was decided before', async () => {
    const { store, raw } = await fresh();
    await store.append([review('a'), review('b')]);
    const tables = () => raw("select name from sqlite_master where name like 'outcross_queue%'") as object[];
    expect(await queuesOf(store).list()).toEqual([]);
    expect(tables()).toEqual([]);
    await queuesOf(store).create(QUEUE, [ITEM]);
    expect(tables().length).toBeGreaterThan(6);
    expect(raw('select followed from outcross_queue_store')).toEqual([{ followed: 2 }]);
  });

  it('say nowhere what a reviewer decided about an item: the events do', async () => {
    const { store, raw } = await fresh();
    await queuesOf(store).create(QUEUE, [ITEM]);
    await store.append([review('a', 'reject')]);
    await queuesOf(store).queue('q');
    const turns = raw('select * from outcross_queue_turn');
    expect(turns).toEqual([{ queue: 'q', place: 0, reviewer: 'zoe', state: 'done', until: 0 }]);
    expect(JSON.stringify([turns, raw('select * from outcross_queue_item')])).not.toContain('reject');
  });

  it('leave the ledger whole: its indices have no fault', async () => {
    const { store } = await fresh();
    await queuesOf(store).create(QUEUE, [ITEM]);
    await store.append([review('a', 'reject')]);
    await queuesOf(store).next({ queue: 'q', reviewer: 'max', count: 1, now: 0 });
    expect(await store.indexFaults()).toEqual([]);
  });

  it('of a later version are refused, and the ledger itself is still read', async () => {
    const { store, path, raw } = await fresh();
    await queuesOf(store).create(QUEUE, [ITEM]);
    raw('update outcross_queue_store set format = 2');
    const other = await openLedger(path, '.');
    opened.push(other);
    await expect(queuesOf(other).list()).rejects.toMatchObject({
      code: 'E_LEDGER',
      message: expect.stringContaining('format 2'),
      hint: expect.stringContaining('update'),
    });
    expect((await other.head()).seq).toBe(0);
  });

  it('are caught up with when a process ended between an event and its counting', async () => {
    const { store, raw } = await fresh();
    await queuesOf(store).create(QUEUE, [ITEM]);
    await store.append([review('a', 'reject')]);
    expect(raw('select followed from outcross_queue_store')).toEqual([{ followed: 0 }]);
    expect(await queuesOf(store).queue('q')).toMatchObject({ decided: 1, complete: 1 });
    expect(raw('select followed from outcross_queue_store')).toEqual([{ followed: 1 }]);
  });

  it('follow more decisions than one transaction takes', async () => {
    const { store } = await fresh();
    const items = Array.from({ length: 1_201 }, (_, i) => ({ ...ITEM, id: `e${i}` }));
    await queuesOf(store).create(QUEUE, items);
    await store.append(items.map(({ id }) => review(id, 'accept')));
    expect(await queuesOf(store).queue('q')).toMatchObject({ decided: 1_201, complete: 1_201 });
    expect(await queuesOf(store).remaining('q', 'ann')).toBe(0);
  });

  it('are those of a database: another ledger keeps none', () => {
    expect(() => queuesOf({ place: 'nowhere' } as LedgerStore)).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', where: 'nowhere' }),
    );
  });
});
