import { OutcrossError } from '../base/errors.ts';
import { factOf } from '../ledger/files-fact.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { mixFiles } from '../mix/proof/mix-files.ts';
import { visible } from '../report/visible.ts';
import { existingLedgerOf, recordsFacts } from '../workspace/ledger.ts';
import { newestMix, rebuiltSince } from '../workspace/newest-mix.ts';
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

/**
 * Whether the set at `path` is an older one that was brought back where another was built since, as the ledger remembers it;
 * standard error names the event then.
 */
export async function isBroughtBack(
  path: string,
  { ledger }: LedgerOption,
  workspace: Workspace,
  context: Context,
): Promise<boolean> {
  if (ledger === false) return false;
  const named = typeof ledger === 'string' ? ledger : undefined;
  const { manifest } = await mixFiles(path);
  const { sha256 } = factOf(path, manifest.outputs);
  const since = await withLedger(named, true, workspace, async (store) =>
    store === undefined ? undefined : rebuiltSince(workspace, store, path, sha256),
  );
  if (since === undefined) return false;
  const said = `${visible(path)} is an older set than event ${since} of the ledger built there: it and its proof were brought back`;
  context.stderr.write(
    `warning ${said}. See outcross ledger show ${since}, or build anew: outcross mix --force\n`,
  );
  return true;
}

async function found(
  named: string | undefined,
  reads: boolean,
  workspace: Workspace,
): Promise<string | undefined> {
  const isWorkspace = await recordsFacts(workspace);
  if (named === undefined && !isWorkspace) return undefined;
  return withLedger(named, reads, workspace, (store) => newestMix(workspace, store));
}

async function withLedger<T>(
  named: string | undefined,
  reads: boolean,
  workspace: Workspace,
  use: (store: LedgerStore | undefined) => Promise<T>,
): Promise<T> {
  const store = reads
    ? await existingLedgerOf(workspace, named === undefined ? {} : { ledger: named })
    : undefined;
  try {
    return await use(store);
  } finally {
    await store?.close();
  }
}
