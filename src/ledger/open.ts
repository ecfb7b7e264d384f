import { resolve } from 'node:path';
import { isPostgresUrl } from './postgres-place.ts';
import type { LedgerStore } from './store.ts';

/** Where a ledger is unless a setting says otherwise, below the folder of the workspace. */
export const DEFAULT_LEDGER = '.outcross/ledger.sqlite';

export interface OpenOptions {
  /** Makes it where there is none (default: true). Whoever only reads should not. */
  readonly create?: boolean;
}

/**
 * Opens a ledger: `postgres://...`, or a file, relative to `folder`. Throws `E_NOT_FOUND` where there is none and none is to be
 * made, and as `openSqlite` and `openPostgres`. Only the driver that is needed is loaded.
 */
export async function openLedger(
  setting: string | undefined,
  folder: string,
  { create = true }: OpenOptions = {},
): Promise<LedgerStore> {
  const place = setting ?? DEFAULT_LEDGER;
  if (isPostgresUrl(place)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(place, create);
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(resolve(folder, place), create);
}
