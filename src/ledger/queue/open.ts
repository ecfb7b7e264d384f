import { OutcrossError } from '../../base/errors.ts';
import { SqlLedger } from '../sql/sql-ledger.ts';
import type { LedgerStore } from '../store.ts';
import type { ReviewQueues } from './queues.ts';
import { SqlQueues } from './sql-queues.ts';

const made = new WeakMap<LedgerStore, ReviewQueues>();

/** The queues in the database of a ledger; they end with it. Throws `E_UNSUPPORTED` for a ledger that is in none. */
export function queuesOf(store: LedgerStore): ReviewQueues {
  if (!(store instanceof SqlLedger))
    throw new OutcrossError('E_UNSUPPORTED', 'this ledger keeps no review queues', { where: store.place });
  const queues = made.get(store) ?? new SqlQueues(store.database, () => store.requireOpen());
  made.set(store, queues);
  return queues;
}
