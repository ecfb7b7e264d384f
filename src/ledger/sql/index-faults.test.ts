import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { all, draft, review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import type { LedgerStore } from '../store.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let made = 0;
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const pair = draft(
  'review.decided',
  [
    { type: 'example', id: 'a' },
    { type: 'example', id: 'b' },
  ],
  { decision: 'accept', reviewer: 'zoe' },
);

/** A ledger of three events, and a connection beside it that heeds nothing. */
async function scene() {
  const path = join(disk.folder, `${made++}.sqlite`);
  const store = await openLedger(path, '.');
  opened.push(store);
  await store.append([review('a'), review('b'), pair]);
  const enemy = (statement: string) => {
    const database = new Database(path);
    database.exec(statement);
    database.close();
  };
  return { store, enemy, faults: () => store.indexFaults() };
}

describe('the indices of a ledger', () => {
  it('have no fault of their own, however events came', async () => {
    const { store, faults } = await scene();
    expect(await faults()).toEqual([]);
    await store.append([pair, review('c', 'undo'), pair]);
    expect(await faults()).toEqual([]);
  });

  it('have no fault where names and notes hold what JSON escapes', async () => {
    const { store, faults } = await scene();
    const said = {
      decision: 'edit' as const,
      text: 't',
      note: 'a "quoted"\u0000 \\ note',
      reviewer: '\u2028',
    };
    await store.append([
      draft('review.decided', [{ type: 'example', id: '"a\\b\n\u001b\ud83d\ude00' }], said),
      draft('key.used', [{ type: 'key', id: 'd'.repeat(64) }], {
        key: 'd'.repeat(64),
        purpose: 'sign',
        version: '1',
      }),
    ]);
    expect(await faults()).toEqual([]);
  });

  it('are right of a ledger of nothing', async () => {
    const store = await openLedger(join(disk.folder, 'empty.sqlite'), '.');
    opened.push(store);
    expect(await store.indexFaults()).toEqual([]);
  });

  it.each([
    ['delete from outcross_subject where seq = 2', /does not have those of event 2/],
    ["delete from outcross_subject where seq = 3 and id = 'b'", /does not have those of event 3/],
    ["insert into outcross_subject values ('example', 'x', 1)", /does not have those of event 1/],
    ["insert into outcross_subject values ('example', 'x', 99)", /names event 99, which is not there/],
    ["delete from outcross_latest where id = 'a'", /wrong about event 3/],
    ["update outcross_latest set seq = 1 where id = 'a'", /wrong about event \d/],
    [
      "insert into outcross_latest values ('example', 'ghost', 'review.decided', 2, 'accept')",
      /wrong about event 2/,
    ],
    ["update outcross_subject set id = 'z' where seq = 1", /wrong about event \d/],
    ["update outcross_latest set state = 'reject' where id = 'a'", /wrong about event 3/],
    ["update outcross_latest set state = '' where id = 'b'", /wrong about event 3/],
    // Both indices agree with one another, and not with the event.
    [
      "update outcross_subject set id = 'z' where id = 'b'; delete from outcross_latest where id = 'b'; insert into outcross_latest select type, 'z', kind, seq, state from outcross_latest where id = 'a'; insert into outcross_subject values ('example', 'y', 2); delete from outcross_subject where seq = 2 and id = 'z'",
      /does not have those of event 2/,
    ],
  ])('are found wrong: %s', async (statement, expected) => {
    const { enemy, faults } = await scene();
    enemy(statement);
    expect((await faults()).join('; ')).toMatch(expected);
  });

  it('tell one fault of each kind, not one of each row', async () => {
    const { enemy, faults } = await scene();
    enemy('delete from outcross_subject');
    expect((await faults()).length).toBeLessThanOrEqual(3);
  });
});

describe('what is appended to a ledger that was tampered with', () => {
  it('does not follow a digest that is none', async () => {
    const { store, enemy } = await scene();
    enemy('drop trigger if exists outcross_event_no_update');
    enemy(
      "insert into outcross_event select 4, kind, at, actor_kind, actor_name, subjects, body, previous, 'none' from outcross_event where seq = 3",
    );
    await expect(store.append([review('c')])).rejects.toMatchObject({ code: 'E_LEDGER', where: 'event 4' });
    await expect(store.head()).rejects.toMatchObject({ code: 'E_LEDGER' });
  });

  it('names an event that the index of current events points to, and that is not there', async () => {
    const { store, enemy } = await scene();
    enemy("update outcross_latest set seq = 77 where id = 'a'");
    await expect(all(store.latest('example', ['review.decided']))).rejects.toMatchObject({
      code: 'E_LEDGER',
      where: 'event 77',
    });
  });
});

describe('what was expected of a subject', () => {
  const subject = { type: 'example', id: 'a' } as const;

  it('is held against the kinds that are named, and against nothing where none is', async () => {
    const { store } = await scene();
    const append = (kinds: readonly string[], seq: number) =>
      store.append([review('x')], [{ subject, kinds, seq }]);
    await expect(append(['review.decided'], 1)).rejects.toMatchObject({
      code: 'E_CONFLICT',
      where: 'example:a',
    });
    await expect(append(['review.decided'], 0)).rejects.toMatchObject({ code: 'E_CONFLICT' });
    await expect(append([], 3)).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect(await append([], 0)).toHaveLength(1);
    expect(await append(['review.decided', 'mix.built'], 3)).toHaveLength(1);
  });

  it('is asked of every expectation, and one that fails lets nothing pass', async () => {
    const { store } = await scene();
    const kinds = ['review.decided'];
    const expectations = [
      { subject, kinds, seq: 3 },
      { subject: { type: 'example', id: 'b' } as const, kinds, seq: 2 },
    ];
    await expect(store.append([review('x')], expectations)).rejects.toMatchObject({ where: 'example:b' });
    expect((await store.head()).seq).toBe(3);
  });
});
