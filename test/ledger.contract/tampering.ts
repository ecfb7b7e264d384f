import { afterEach, describe, expect, it } from 'vitest';
import { verifyOnward } from '../../src/ledger/checkpoint.ts';
import { all, job, review } from '../../src/ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import type { LedgerPlace } from './suite.ts';

/** Somebody who may write to the database, past the ledger. */
export interface Enemy {
  run(statement: string): Promise<void>;
  /** Takes away what makes the database refuse. */
  disarm(): Promise<void>;
  close(): Promise<void>;
}

/** What every store must find of what was done behind its back. */
export function ledgerTampering(
  name: string,
  fresh: () => Promise<LedgerPlace>,
  enemyOf: (place: LedgerPlace) => Promise<Enemy>,
): void {
  describe(`${name}: an enemy with a connection of his own`, () => {
    const closing: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      for (const one of closing.splice(0)) await one.close();
    });

    async function scene(): Promise<{ place: LedgerPlace; ledger: LedgerStore; enemy: Enemy }> {
      const place = await fresh();
      const ledger = await place.open();
      await ledger.append(Array.from({ length: 8 }, (_, i) => (i === 4 ? job('j') : review(`e${i % 3}`))));
      const enemy = await enemyOf(place);
      closing.push(ledger, enemy);
      return { place, ledger, enemy };
    }

    it.each([
      `update outcross_event set body = '{}' where seq = 3`,
      'delete from outcross_event where seq = 3',
      'delete from outcross_event',
    ])('is refused: %s', async (statement) => {
      const { ledger, enemy } = await scene();
      await expect(enemy.run(statement)).rejects.toThrow('append-only');
      expect(await verifyStore(ledger)).toMatchObject({ passed: true, events: 8 });
    });

    it.each([
      [
        'a rewritten body',
        `update outcross_event set body = '{"decision":"reject","reviewer":"zoe"}' where seq = 3`,
        3,
        'digest',
      ],
      [
        'another time',
        `update outcross_event set at = '2020-01-01T00:00:00.000Z' where seq = 5`,
        5,
        'digest',
      ],
      ['another person', `update outcross_event set actor_name = 'mallory' where seq = 5`, 5, 'digest'],
      ['a removed event', 'delete from outcross_event where seq = 4', 5, 'gap'],
      ['a removed beginning', 'delete from outcross_event where seq < 3', 3, 'gap'],
      [
        'a body that is no JSON',
        `update outcross_event set body = '{"decision"' where seq = 6`,
        6,
        'unreadable',
      ],
      [
        'a body of another spelling',
        `update outcross_event set body = body || ' ' where seq = 6`,
        6,
        'unreadable',
      ],
      [
        'subjects that are no JSON',
        `update outcross_event set subjects = '[{' where seq = 6`,
        6,
        'unreadable',
      ],
      ['a digest', `update outcross_event set digest = previous where seq = 2`, 2, 'digest'],
      ['a changed link', `update outcross_event set previous = digest where seq = 2`, 2, 'previous'],
      [
        'a swapped pair',
        `update outcross_event set seq = -seq where seq in (3, 4); update outcross_event set seq = 7 + seq where seq < 0`,
        3,
        'digest',
      ],
    ])('is found: %s', async (_, statements, seq, what) => {
      const { ledger, enemy } = await scene();
      await enemy.disarm();
      for (const statement of statements.split('; ')) await enemy.run(statement);
      const found = await verifyStore(ledger);
      expect(found.passed).toBe(false);
      expect(found.faults.find((fault) => fault.seq !== undefined)).toMatchObject({ seq });
      expect(found.faults).toContainEqual(expect.objectContaining({ seq, what }));
    });

    it('is found in what was verified before, by a checkpoint, without walking it again', async () => {
      const { ledger, enemy } = await scene();
      const kept: { checkpoint?: unknown } = {};
      const place = {
        name: 'a file',
        read: async () => kept.checkpoint,
        write: async (checkpoint: unknown) => {
          kept.checkpoint = checkpoint;
        },
      };
      expect(await verifyOnward(ledger, place)).toMatchObject({ passed: true, events: 8 });
      await ledger.append([review('later')]);
      expect(await verifyOnward(ledger, place)).toMatchObject({ passed: true, events: 9, faults: [] });
      await enemy.disarm();
      await enemy.run(`update outcross_event set actor_name = 'mallory' where seq = 5`);
      expect((await verifyOnward(ledger, place)).faults).toContainEqual(
        expect.objectContaining({ seq: 5, what: 'digest' }),
      );
    });

    it('is found: a removed end, where the head was noted', async () => {
      const { ledger, enemy } = await scene();
      const head = await ledger.head();
      await enemy.disarm();
      await enemy.run('delete from outcross_event where seq > 6');
      await enemy.run('delete from outcross_subject where seq > 6');
      const found = await verifyStore(ledger, head);
      expect(found.faults[0]).toMatchObject({ seq: 7, what: 'head' });
    });

    it.each([
      ['a removed subject', 'delete from outcross_subject where seq = 3', 'event 3'],
      [
        'a made-up subject',
        `insert into outcross_subject (type, id, seq) values ('example', 'x', 99)`,
        'event 99',
      ],
      ['an old event for the newest', `update outcross_latest set seq = 1 where id = 'e0'`, 'event 1'],
      ['a removed newest event', `delete from outcross_latest where id = 'j'`, 'event 5'],
      [
        'a made-up newest event',
        `insert into outcross_latest (type, id, kind, seq, state) values ('example', 'x', 'y', 98, '')`,
        'event 98',
      ],
    ])('is found in the indices: %s', async (_, statement, said) => {
      const { ledger, enemy } = await scene();
      await enemy.run(statement);
      const { passed, faults } = await verifyStore(ledger);
      expect({ passed, what: faults[0].what }).toEqual({ passed: false, what: 'index' });
      expect(faults.map(({ message }) => message).join()).toContain(said);
    });

    it('says of a damaged event which it is, to whoever reads it', async () => {
      const { ledger, enemy } = await scene();
      await enemy.disarm();
      await enemy.run(`update outcross_event set subjects = '7' where seq = 2`);
      await expect(all(ledger.events())).rejects.toMatchObject({ code: 'E_LEDGER', where: 'event 2' });
      expect((await all(ledger.events({ after: 2 }))).length).toBe(6);
    });

    it('of a later version keeps this one out', async () => {
      const { place, enemy } = await scene();
      await enemy.run('update outcross_ledger set format = 2');
      const error = await place.open().catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'E_LEDGER', hint: expect.stringContaining('update') });
    });
  });
}
