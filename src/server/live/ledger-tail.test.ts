import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { job, review } from '../../ledger/fixtures.test.support.ts';
import { KIND_NAMES } from '../../ledger/kinds.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { type LedgerNews, LedgerTail, newsSince } from './ledger-tail.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let store: LedgerStore;

beforeEach(async () => {
  store = await openSqlite(join(disk.folder, `${opened.length}.sqlite`), true);
  opened.push(store);
});

afterAll(async () => {
  for (const one of opened) await one.close();
});

const someReviews = (count: number) => Array.from({ length: count }, (_, i) => review(`e${i}`));

describe('newsSince', () => {
  it('names kinds and subjects, each once', async () => {
    await store.append([review('a'), job('j'), review('a', 'reject'), review('b')]);
    expect(await newsSince(store, 1, 4)).toEqual({
      type: 'ledger',
      seq: 4,
      kinds: ['job.ended', 'review.decided'],
      subjects: [
        { type: 'job', id: 'j' },
        { type: 'example', id: 'a' },
        { type: 'example', id: 'b' },
      ],
    });
  });

  it('is nothing where nothing came, or the number is of another ledger', async () => {
    await store.append([job('j')]);
    expect(await newsSince(store, 1, 1)).toBeUndefined();
    expect(await newsSince(store, 9, 1)).toBeUndefined();
  });

  it('keeps a message small, however many subjects there are', async () => {
    await store.append(someReviews(300));
    expect((await newsSince(store, 0, 300))?.subjects).toHaveLength(200);
  });

  it('calls everything stale where more happened than is worth reading', async () => {
    await store.append(someReviews(2_001));
    expect(await newsSince(store, 0, 2_001)).toEqual({
      type: 'ledger',
      seq: 2_001,
      kinds: [...KIND_NAMES],
      subjects: [],
    });
  });
});

describe('LedgerTail', () => {
  const tailOf = (source: LedgerStore) => {
    const told: LedgerNews[] = [];
    return { told, tail: new LedgerTail(source, (news) => told.push(news)) };
  };

  it('begins where the ledger stands, and tells what comes after', async () => {
    await store.append([job('old')]);
    const { tail, told } = tailOf(store);
    await tail.look();
    expect([tail.seq, told]).toEqual([1, []]);
    await store.append([job('a'), job('b')]);
    await tail.look();
    await tail.look();
    expect(told.map(({ seq, subjects }) => [seq, subjects.map(({ id }) => id)])).toEqual([[3, ['a', 'b']]]);
    expect(tail.seq).toBe(3);
  });

  it('looks once for all who ask at the same moment', async () => {
    let looks = 0;
    const head = () => {
      looks++;
      return store.head();
    };
    const { tail } = tailOf(Object.assign(Object.create(store), { head }));
    await Promise.all([tail.look(), tail.look(), tail.look()]);
    expect(looks).toBe(1);
  });

  it('misses nothing of a time in which the ledger could not be read', async () => {
    let away = false;
    const head = () => (away ? Promise.reject(new Error('away')) : store.head());
    const source = Object.assign(Object.create(store), { head, events: store.events.bind(store) });
    const { tail, told } = tailOf(source);
    await tail.look();
    away = true;
    await store.append([job('a')]);
    await expect(tail.look()).rejects.toThrow('away');
    away = false;
    await tail.look();
    expect(told.map(({ seq }) => seq)).toEqual([1]);
  });
});
