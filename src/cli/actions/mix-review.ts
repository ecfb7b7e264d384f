import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { Decisions } from '../../ledger/review/load-decisions.ts';
import { openLedgerOf, recordsFacts } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import type { LedgerOption } from '../record.ts';

export interface ReviewOption extends LedgerOption {
  /** False under `--no-review`. */
  readonly review?: boolean;
}

/** Where decisions are kept as a mix reads them, below the folder of the workspace. */
const CACHE = join('.outcross', 'review');

/**
 * What people decided about examples, of the ledger that the options name, or of the workspace. Undefined where there is no ledger,
 * or no decision in it. Throws as the store: a mix that cannot know what was rejected is not built.
 */
export async function mixReview(
  { ledger, review }: ReviewOption,
  workspace: Workspace,
  { signal }: Context,
): Promise<Decisions | undefined> {
  const named = typeof ledger === 'string' ? ledger : undefined;
  const remembers = await recordsFacts(workspace);
  if (review === false || (named === undefined && !remembers)) return undefined;
  const store = await openLedgerOf(workspace, named === undefined ? {} : { ledger: named }).catch(noLedger);
  if (store === undefined) return undefined;
  try {
    const { loadDecisions } = await import('../../ledger/review/load-decisions.ts');
    return await loadDecisions(store, {
      signal,
      ...(remembers ? { cache: join(workspace.folder, CACHE) } : {}),
    });
  } finally {
    await store.close();
  }
}

/** Nothing was recorded yet. */
function noLedger(error: unknown): undefined {
  if (error instanceof OutcrossError && error.code === 'E_NOT_FOUND') return undefined;
  throw error;
}
