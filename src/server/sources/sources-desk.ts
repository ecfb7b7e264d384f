import type { CallDesk } from '../aside/aside.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { LedgerDoor } from '../aside/reopen.ts';
import { type ExampleQuestion, exampleView } from './example-view.ts';
import { inventoryOf } from './inventory.ts';

/** What takes the reading of corpora. `workers` as for a run over rows. */
export function sourcesDesk(place: WorkspacePlace, workers?: number): CallDesk {
  const ledger = new LedgerDoor(place);
  return {
    calls: {
      inventory: () => inventoryOf(place, workers),
      example: (question: ExampleQuestion) => exampleView(place, ledger, question, workers),
    },
    close: () => ledger.close(),
  };
}
