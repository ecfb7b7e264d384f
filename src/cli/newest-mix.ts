import { OutcrossError } from '../base/errors.ts';
import { visible } from '../report/visible.ts';
import { existingLedgerOf, recordsFacts } from '../workspace/ledger.ts';
import { newestMix } from '../workspace/newest-mix.ts';
import type { Workspace } from '../workspace.ts';
import type { Context } from './context.ts';
import type { LedgerOption } from './record.ts';

/**
 * The set that is meant where none is named: the newest of the workspace, which standard error names. Throws `E_NO_INPUT` where there is
 * none.
 */
export async function newestMixOf(
  { ledger }: LedgerOption,
  workspace: Workspace,
  context: Context,
): Promise<string> {
  const named = typeof ledger === 'string' ? ledger : undefined;
  const path = await found(named, ledger !== false, workspace);
  if (path === undefined) {
    throw new OutcrossError('E_NO_INPUT', 'no training set was named, and the workspace has none yet', {
      hint: 'Name what outcross mix built, or build the next set of the workspace: outcross mix',
    });
  }
  context.stderr.write(`note the newest mix: ${visible(path)}\n`);
  return path;
}

async function found(
  named: string | undefined,
  reads: boolean,
  workspace: Workspace,
): Promise<string | undefined> {
  const isWorkspace = await recordsFacts(workspace);
  if (named === undefined && !isWorkspace) return undefined;
  const store = reads
    ? await existingLedgerOf(workspace, named === undefined ? {} : { ledger: named })
    : undefined;
  try {
    return await newestMix(workspace, store);
  } finally {
    await store?.close();
  }
}
