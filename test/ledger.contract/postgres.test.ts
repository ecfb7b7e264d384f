import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, review } from '../../src/ledger/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import { THOROUGH } from '../fixtures/thorough.ts';
import { ledgerHardship, PATIENCE, requireWhole } from './hardship.ts';
import { PASSWORD, type PostgresServer, skipReason, startPostgres } from './postgres-server.ts';
import { startAppender } from './processes.ts';
import { ledgerContract } from './suite.ts';
import { ledgerTampering } from './tampering.ts';

const NAME = 'a ledger in PostgreSQL';
const reason = skipReason();

describe.skipIf(reason !== '')(`PostgreSQL${reason}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, PATIENCE);
  afterAll(() => server.stop());

  const fresh = async () => {
    const setting = await server.freshUrl();
    return { setting, open: () => openLedger(setting, '.') };
  };

  ledgerContract(NAME, fresh);
  // A kill of a client is the easier case here: the server undoes what it had not ended. Its own crash is the harder one, below.
  ledgerHardship(NAME, fresh, THOROUGH ? 10 : 3);
  ledgerTampering(NAME, fresh, async ({ setting }) => {
    const client = await server.admin(setting);
    const run = async (statement: string) => void (await client.query(statement));
    return {
      run,
      disarm: () => run('alter table outcross_event disable trigger all'),
      close: () => client.end(),
    };
  });

  describe('the server', () => {
    it('refuses to empty the table of events', async () => {
      const { setting, open } = await fresh();
      const ledger = await open();
      await ledger.append([review('a')]);
      const client = await server.admin(setting);
      await expect(client.query('truncate outcross_event')).rejects.toThrow('append-only');
      await client.end();
      expect(await verifyStore(ledger)).toMatchObject({ passed: true, events: 1 });
      await ledger.close();
    });

    it('may crash while processes append: all that was acknowledged is there', async () => {
      const place = await fresh();
      const appenders = Array.from({ length: 3 }, (_, i) => startAppender(place.setting, `c${i}`, 0));
      await Promise.all(appenders.map(({ saying }) => saying(10)));
      await server.crash();
      expect(await Promise.all(appenders.map(({ ended }) => ended))).toEqual([3, 3, 3]);
      expect(new Set(appenders.flatMap(({ errors }) => errors))).toEqual(new Set(['E_NETWORK']));
      expect(await requireWhole(place, appenders)).toBeGreaterThanOrEqual(30);
    });

    it('may restart while a ledger is open: the next call finds it again', async () => {
      const ledger = await (await fresh()).open();
      await ledger.append([review('a')]);
      await server.crash();
      await ledger.append([review('b')]).catch(() => {});
      await ledger.append([review('c')]);
      expect(await verifyStore(ledger)).toMatchObject({ passed: true });
      await ledger.close();
    });

    it('is not asked for more than the rights that a writer needs', async () => {
      const { setting, open } = await fresh();
      await (await open()).close();
      const client = await server.admin(setting);
      const schema = (await client.query('select current_schema() as name')).rows[0].name;
      await client.query(`create role writer login password 'w';
        grant usage on schema ${schema} to writer;
        grant select, insert on all tables in schema ${schema} to writer;
        grant update on outcross_latest to writer`);
      await client.end();
      const url = new URL(setting);
      url.username = 'writer';
      url.password = 'w';
      const ledger = await openLedger(url.href, '.');
      await ledger.append([review('a'), review('a', 'undo')]);
      expect((await all(ledger.events())).length).toBe(2);
      await ledger.close();
    });
  });

  describe('the address', () => {
    const failing = async (change: (url: URL) => void) => {
      const url = new URL(await server.freshUrl());
      change(url);
      return openLedger(url.href, '.').then(
        () => undefined,
        (error) => error as Error & { code: string; where: string; hint: string },
      );
    };

    it.each([
      ['of a wrong password', (url: URL) => void (url.password = 'wrong-secret'), 'E_NETWORK', 'PGPASSWORD'],
      ['of no database', (url: URL) => void (url.pathname = '/nothing'), 'E_NOT_FOUND', 'createdb'],
      ['where nobody listens', (url: URL) => void (url.port = '1'), 'E_NETWORK', 'runs'],
      ['of no machine', (url: URL) => void (url.hostname = 'nowhere.invalid'), 'E_NETWORK', 'runs'],
    ])('%s: says so, and what to do', async (_, change, code, hint) => {
      const error = await failing(change);
      expect(error).toMatchObject({ code, hint: expect.stringContaining(hint) });
      const said = `${error?.message} ${error?.where} ${error?.hint}`;
      for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), 'wrong-secret'])
        expect(said).not.toContain(secret);
    });

    it('shows neither password nor parameters', async () => {
      const { open, setting } = await fresh();
      const ledger = await open();
      expect(ledger.place).toBe(`postgres://outcross@127.0.0.1:${new URL(setting).port}/postgres`);
      await ledger.close();
    });

    it('of a database without a ledger: nothing is made where somebody only reads', async () => {
      const setting = await server.freshUrl();
      await expect(openLedger(setting, '.', { create: false })).rejects.toMatchObject({
        code: 'E_NOT_FOUND',
      });
      const client: Client = await server.admin(setting);
      const { rows } = await client.query(`select to_regclass('outcross_event') as there`);
      expect(rows[0].there).toBeNull();
      await client.end();
    });
  });
});
