import { join } from 'node:path';
import Database from 'libsql';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { THOROUGH } from '../fixtures/thorough.ts';
import { ledgerHardship } from './hardship.ts';
import { ledgerContract } from './suite.ts';
import { ledgerTampering } from './tampering.ts';

const NAME = 'a ledger in SQLite';
const disk = scratch();
let made = 0;

const fresh = async () => {
  const setting = join(disk.folder, `${made++}`, 'ledger.sqlite');
  return { setting, open: () => openLedger(setting, disk.folder) };
};

ledgerContract(NAME, fresh);
ledgerHardship(NAME, fresh, THOROUGH ? 50 : 6);
ledgerTampering(NAME, fresh, async ({ setting }) => {
  const database = new Database(setting);
  const run = async (statement: string) => void database.exec(statement);
  return {
    run,
    disarm: async () => {
      for (const change of ['update', 'delete']) await run(`drop trigger outcross_event_no_${change}`);
    },
    close: async () => void database.close(),
  };
});
