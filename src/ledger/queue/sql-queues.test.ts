import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { AT, review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import type { LedgerStore } from '../store.ts';
import type { NewQueue, NewQueueItem } from './item.ts';
import { queuesOf } from './open.ts';
import { LEASE } from './queues.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let made = 0;
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const QUEUE: NewQueue = {
  id: 'q',
  createdAt: AT,
  createdBy: 'zoe',
  corpora: [],
  seed: '1',
  reviewers: 2,
  overlap: 0,
  error: 0.1,
  population: 9,
  sampled: 0,
};
const item = (id: string, wants = 1): NewQueueItem => ({
  id,
  text: `text of ${id}`,
  seen: 'a'.repeat(64),
  provenance: {},
  reasons: [],
  human: [],
  duplicates: [],
  wants,
});
const items = (count: number, wants = 1) => Array.from({ length: count }, (_, i) => item(`e${i}`, wants));

async function opening(path: string) {
  const store = await openLedger(path, '.');
  opened.push(store);
  return { store, queues: queuesOf(store) };
}

async function scene(all: readonly NewQueueItem[], queue: Partial<NewQueue> = {}) {
  const path = join(disk.folder, `${made++}.sqlite`);
  const { store, queues } = await opening(path);
  await queues.create({ ...QUEUE, ...queue }, all);
  const ids = async (reviewer: string, count: number, now = 0) =>
    (await queues.next({ queue: 'q', reviewer, count, now })).map(({ id }) => id);
  const enemy = (statement: string) => {
    const database = new Database(path);
    database.exec(statement);
    database.close();
  };
  return { path, store, queues, ids, enemy };
}

describe('a queue that somebody else works at', () => {
  it('counts what a process appended that ended before it could count', async () => {
    const { path, queues, store } = await scene(items(3));
    // A process of its own: it knows of no queue, and only appends.
    const other = await openLedger(path, '.');
    await other.append([review('e0', 'reject'), review('e1', 'accept', { reviewer: 'max' })]);
    await other.close();
    expect(await queues.queue('q')).toMatchObject({ decided: 2, complete: 2 });
    expect(await queues.counts('q')).toEqual([
      { reviewer: 'max', decision: 'accept', n: 1 },
      { reviewer: 'zoe', decision: 'reject', n: 1 },
    ]);
    await store.close();
    const again = await opening(path);
    expect(await again.queues.remaining('q', 'new')).toBe(1);
  });

  it('takes one decision about an example for all queues that hold it, made after them', async () => {
    const { queues, store } = await scene([item('a'), item('b')]);
    await queues.create({ ...QUEUE, id: 'second' }, [item('b')]);
    await store.append([review('b')]);
    await queues.create({ ...QUEUE, id: 'third' }, [item('b')]);
    const complete = (await queues.list()).map(({ id, complete: n }) => [id, n]);
    expect(Object.fromEntries(complete)).toEqual({ q: 1, second: 1, third: 0 });
  });

  it('asks nobody any more about what was completed while they held it', async () => {
    const { ids, queues, store } = await scene(items(2));
    expect(await ids('zoe', 1)).toEqual(['e0']);
    await store.append([review('e0', 'accept', { reviewer: 'max' })]);
    expect(await ids('zoe', 2)).toEqual(['e1']);
    expect(await queues.assignee('q', 0, 0)).toBeUndefined();
  });
});

describe('items that somebody holds', () => {
  it('are told apart from those that are free, until the lease is over to the millisecond', async () => {
    const { ids, queues } = await scene(items(2));
    expect(await ids('zoe', 1, 1_000)).toEqual(['e0']);
    expect(await queues.assignee('q', 0, 1_000 + LEASE - 1)).toBe('zoe');
    expect(await queues.assignee('q', 0, 1_000 + LEASE)).toBeUndefined();
    expect(await ids('max', 2, 1_000 + LEASE - 1)).toEqual(['e1']);
    expect(await ids('eve', 2, 1_000 + LEASE)).toEqual(['e0']);
  });

  it('stay with whom they were assigned to, for good, and count as work that is left', async () => {
    const { ids, queues } = await scene(items(4));
    expect(await queues.assign({ queue: 'q', reviewer: 'zoe', count: 3, now: 0 })).toBe(3);
    expect(await queues.assign({ queue: 'q', reviewer: 'max', count: 3, now: 0 })).toBe(1);
    expect(await queues.assign({ queue: 'q', reviewer: 'eve', count: 3, now: 0 })).toBe(0);
    expect(await queues.assignee('q', 1, 10 * LEASE)).toBe('zoe');
    expect(await ids('eve', 9, 100 * LEASE)).toEqual([]);
    expect(await ids('zoe', 9, 100 * LEASE)).toEqual(['e0', 'e1', 'e2']);
    expect(await queues.remaining('q', 'zoe')).toBe(4);
  });

  it('have nobody to themselves where two may have them', async () => {
    const { ids, queues } = await scene(items(1, 2));
    await ids('zoe', 1);
    expect(await queues.assignee('q', 0, 0)).toBe('zoe');
    await ids('max', 1);
    expect(await queues.assignee('q', 0, 0)).toBeUndefined();
  });

  it('are none where none is asked for', async () => {
    const { ids } = await scene(items(2));
    for (const count of [0, -1]) expect(await ids('zoe', count)).toEqual([]);
    expect(await ids('max', 5)).toEqual(['e0', 'e1']);
  });
});

describe('queues that are not there, or damaged', () => {
  it('are refused by name, for every question', async () => {
    const { queues } = await scene(items(1));
    const asked = { queue: 'none', reviewer: 'zoe', count: 1, now: 0 };
    for (const work of [
      queues.queue('none'),
      queues.next(asked),
      queues.assign(asked),
      queues.remaining('none', 'z'),
    ])
      await expect(work).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: 'none' });
    expect(await queues.item('none', 'e0')).toBeUndefined();
    expect(await queues.item('q', "e0' or '1'='1")).toBeUndefined();
  });

  it.each([
    ["update outcross_queue_item set body = '{'", 'item 0 of queue q'],
    ["update outcross_queue_item set body = '[1'", 'item 0 of queue q'],
    ["update outcross_queue_item set seen = cast(x'ff' as text)", 'item 0 of queue q'],
  ])('say which item is damaged: %s', async (statement, where) => {
    const { queues, enemy } = await scene(items(1));
    enemy(statement);
    await expect(queues.item('q', 'e0')).rejects.toMatchObject({ code: 'E_LEDGER', where });
  });

  it('are made anew where a header is damaged: the error says how', async () => {
    const { queues, enemy } = await scene(items(1));
    enemy("update outcross_queue set header = 'null'");
    await expect(queues.list()).rejects.toMatchObject({
      code: 'E_LEDGER',
      hint: expect.stringContaining('outcross review queue'),
    });
  });

  it('say nothing more once the ledger is closed, in a coded error', async () => {
    const { queues, store } = await scene(items(1));
    await store.close();
    await expect(queues.queue('q')).rejects.toMatchObject({ code: expect.stringMatching(/^E_/) });
  });
});

describe('the list of queues', () => {
  it('has the newest first, and those of one moment by name', async () => {
    const { queues } = await scene([]);
    const later = '2026-02-02T03:04:05.678Z';
    for (const [id, createdAt] of [
      ['z', AT],
      ['b', later],
      ['a', later],
    ] as const)
      await queues.create({ ...QUEUE, id, createdAt }, []);
    expect((await queues.list()).map(({ id }) => id)).toEqual(['a', 'b', 'q', 'z']);
  });
});
