import type { LedgerStore } from '../../../ledger/store.ts';
import type { Gate } from '../../../server/access/gate.ts';
import type { Desk } from '../../../server/desk.ts';
import { createHub } from '../../../server/live/hub.ts';
import { type Running, type StartOptions, startServer } from '../../../server/start.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import type { Workspace } from '../../../workspace.ts';
import type { Context } from '../../context.ts';
import { printError } from '../../print-error.ts';
import { requireMemory } from '../../record.ts';
import { version } from '../../version.ts';

/** Opens the ledger of a workspace for a server, and makes it where there is none. Throws as `requireMemory` and `openLedgerOf`. */
export async function serverLedger(workspace: Workspace, ledger: string | undefined): Promise<LedgerStore> {
  await requireMemory(workspace, ledger);
  return openLedgerOf(workspace, { create: true, ...(ledger === undefined ? {} : { ledger }) });
}

export interface RunOptions extends Omit<StartOptions, 'gate' | 'onTrouble'> {
  readonly gate: Gate;
  readonly local: boolean;
  /** Called once the server answers. */
  readonly onReady: (running: Running) => void;
}

/**
 * Runs the dashboard's server until Ctrl-C, which is how a service ends: with status 0. What clients are not told goes to standard
 * error. Throws as `startServer`.
 */
export async function runServer(
  workspace: Workspace,
  store: LedgerStore,
  { local, onReady, ...options }: RunOptions,
  context: Context,
): Promise<void> {
  const desk: Desk = { workspace, store, version: version(), clock: Date.now, local, live: createHub() };
  const onTrouble = (error: unknown, request: string) => {
    context.stderr.write(`${request}\n`);
    printError(error, context);
  };
  const running = await startServer(desk, { ...options, onTrouble });
  onReady(running);
  await aborted(context.signal);
  await running.close();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
