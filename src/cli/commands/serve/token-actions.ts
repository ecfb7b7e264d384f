import type { TokenBook } from '../../../server/access/tokens.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import { type WorkspaceOptions, workspaceOf } from '../../workspace-options.ts';
import { accessOf } from './access.ts';
import { serverLedger } from './run-server.ts';

/** Lets `work` use the tokens of the ledger that the options name. `create`: makes it where there is none; else `E_NOT_FOUND`. */
export async function withTokens<T>(
  options: WorkspaceOptions & { readonly ledger?: string },
  create: boolean,
  work: (book: TokenBook) => Promise<T>,
): Promise<T> {
  const { ledger } = options;
  const workspace = await workspaceOf(options);
  const named = ledger === undefined ? {} : { ledger };
  const store = await (create ? serverLedger(workspace, ledger) : openLedgerOf(workspace, named));
  try {
    return await work(accessOf(store).book);
  } finally {
    await store.close();
  }
}
