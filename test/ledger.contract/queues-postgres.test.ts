import { afterAll, beforeAll, describe } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import { type PostgresServer, skipReason, startPostgres } from './postgres-server.ts';
import { queueContract } from './queues.ts';

const reason = skipReason();

describe.skipIf(reason !== '')(`PostgreSQL${reason}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  queueContract('queues in PostgreSQL', async () => {
    const setting = await server.freshUrl();
    return { setting, open: () => openLedger(setting, '.') };
  });
});
