import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DEFAULT_LEDGER } from '../ledger/open.ts';
import { isPostgresUrl } from '../ledger/postgres-place.ts';

/** Names the ledger of one folder: `{"folder": "/data/line", "ledger": "postgres://..."}`. */
export const NAMED_LEDGER = 'OUTCROSS_WORKSPACE_LEDGER';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a server tells the processes that it starts: which ledger it has open for its folder, whatever the file there says by then. Not an option:
 * a password may stand in it, and everybody sees the arguments of processes. It names the folder, since what such a process starts
 * may work in another.
 */
export function namingLedger(folder: string, ledger: string | undefined): Record<string, string> {
  const place = ledger ?? DEFAULT_LEDGER;
  const full = isPostgresUrl(place) ? place : resolve(folder, place);
  return { [NAMED_LEDGER]: JSON.stringify({ folder: resolve(folder), ledger: full }) };
}

/** The ledger that the environment names for this folder. */
export async function namedLedger(
  folder: string,
  environment: Environment,
): Promise<{ readonly ledger?: string }> {
  const named = parsed(environment[NAMED_LEDGER]);
  if (named === undefined || (await real(named.folder)) !== (await real(folder))) return {};
  return { ledger: named.ledger };
}

/** The ledger that an option names, as a server keeps it: a path does not depend on the working folder. */
export function withLedger<W extends { readonly config: object }>(
  workspace: W,
  ledger: string | undefined,
): W {
  if (ledger === undefined) return workspace;
  const place = isPostgresUrl(ledger) ? ledger : resolve(ledger);
  return { ...workspace, config: { ...workspace.config, ledger: place } };
}

function parsed(text: string | undefined): { readonly folder: string; readonly ledger: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const { folder, ledger } = JSON.parse(text) as Record<string, unknown>;
    return typeof folder === 'string' && typeof ledger === 'string' ? { folder, ledger } : undefined;
  } catch {
    return undefined;
  }
}

function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}
