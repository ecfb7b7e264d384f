import { gatherFacts } from '../../workspace/audit/gather.ts';
import { waiverErrors } from '../../workspace/audit/waivers.ts';
import type { CallDesk } from '../aside/aside.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { LedgerDoor, reopened } from '../aside/reopen.ts';

/** `now`: milliseconds since 1970. */
export interface FactsQuestion {
  readonly now: number;
}

/** Gathers what an audit judges. Throws as `gatherFacts`; the first error of the workspace's waivers. */
export function auditDesk(place: WorkspacePlace, workers?: number): CallDesk {
  const ledger = new LedgerDoor(place);
  return {
    calls: {
      facts: async ({ now }: FactsQuestion) => {
        const workspace = await reopened(place);
        const [wrong] = waiverErrors(workspace);
        if (wrong !== undefined) throw wrong;
        const hands = workers === undefined ? {} : { workers };
        return gatherFacts(workspace, { now, ledger: await ledger.get(), ...hands });
      },
    },
    close: () => ledger.close(),
  };
}
