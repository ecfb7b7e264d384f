import { join } from 'node:path';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { queueContract } from './queues.ts';

const disk = scratch();
let made = 0;

queueContract('queues in SQLite', async () => {
  const setting = join(disk.folder, `${made++}`, 'ledger.sqlite');
  return { setting, open: () => openLedger(setting, disk.folder) };
});
