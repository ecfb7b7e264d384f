import type { LedgerStore } from '../../../ledger/store.ts';
import { Register } from '../../../server/access/register.ts';
import { TokenGate } from '../../../server/access/token-gate.ts';
import { type TokenBook, tokenBook } from '../../../server/access/tokens.ts';

export const NO_TOKEN =
  'There is no token yet, and nobody can log in: outcross serve token new NAME --role operate\n';

/** Who may come in, as a ledger says. */
export function accessOf(store: LedgerStore): { readonly book: TokenBook; readonly gate: TokenGate } {
  const register = new Register(store, Date.now);
  return { book: tokenBook(store, register, Date.now), gate: new TokenGate(register, Date.now) };
}
