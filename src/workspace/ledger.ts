import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { DEFAULT_LEDGER, openLedger } from '../ledger/open.ts';
import { isPostgresUrl } from '../ledger/postgres-place.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Workspace } from '../workspace.ts';

export interface LedgerOptions {
  /** A file as the working folder sees it, or `postgres://...`; wins over `outcross.yaml`. */
  readonly ledger?: string;
  /** Makes it where there is none (default: false). */
  readonly create?: boolean;
}

/** Opens the ledger of a workspace. Throws as `openLedger`. */
export function openLedgerOf(
  { folder, config }: Pick<Workspace, 'folder' | 'config'>,
  { ledger, create = false }: LedgerOptions = {},
): Promise<LedgerStore> {
  if (ledger === undefined) return openLedger(config.ledger, folder, { create });
  return openLedger(isPostgresUrl(ledger) ? ledger : resolve(ledger), folder, { create });
}

/** As `openLedgerOf`, for whoever only reads; undefined where nothing was remembered yet. */
export async function existingLedgerOf(
  workspace: Pick<Workspace, 'folder' | 'config'>,
  { ledger }: Pick<LedgerOptions, 'ledger'> = {},
): Promise<LedgerStore | undefined> {
  try {
    return await openLedgerOf(workspace, ledger === undefined ? {} : { ledger });
  } catch (error) {
    if (error instanceof OutcrossError && error.code === 'E_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * True where facts are recorded: there is an `outcross.yaml`, a server's ledger, or a folder `.outcross`. A single command in a folder of data leaves
 * no trace there.
 */
export async function recordsFacts({
  file,
  folder,
  config,
}: Pick<Workspace, 'file' | 'folder' | 'config'>): Promise<boolean> {
  if (file !== undefined || config.ledger !== undefined) return true;
  const found = await stat(join(folder, dirname(DEFAULT_LEDGER))).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** What the line of models is called: as `outcross.yaml` says, else as the folder. */
export function lineName({ folder, config }: Pick<Workspace, 'folder' | 'config'>): string {
  return config.line ?? (basename(resolve(folder)) || 'line');
}
