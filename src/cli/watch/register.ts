import { OutcrossError } from '../../base/errors.ts';
import type { Actor } from '../../ledger/event.ts';
import { recordFacts } from '../../ledger/recorder.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Register } from '../../watch/courier.ts';
import { alertSubject, deliveredFact, isSettled, outstanding } from '../../watch/outbox.ts';
import { version } from '../version.ts';

/** The alerts of a line, as the ledger has them. */
export function registerOf(ledger: LedgerStore, line: string, actor: Actor): Register {
  return {
    outstanding: async () => (await outstanding(ledger)).filter(({ alert }) => alert.line === line),
    isSettled: (id) => isSettled(ledger, id),
    async settle(id, body) {
      const expected = { subject: alertSubject(id), kinds: ['alert.delivered'], seq: 0 };
      const facts = [deliveredFact(id, { ...body, version: version() })];
      await recordFacts(ledger, facts, { actor, now: () => new Date() }, [expected]).catch(settledAlready);
    },
  };
}

/** Another courier delivered it too, under the same key. */
function settledAlready(error: unknown): void {
  if (!(error instanceof OutcrossError && error.code === 'E_CONFLICT')) throw error;
}
