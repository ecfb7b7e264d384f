import { basename } from 'node:path';
import type { LedgerStore } from '../../ledger/store.ts';
import { existingLedgerOf } from '../../workspace/ledger.ts';
import { CONFIG_NAME, openWorkspace, type Workspace } from '../../workspace.ts';
import type { WorkspacePlace } from './messages.ts';

export function placeOf({ file, folder, config }: Workspace): WorkspacePlace {
  const { ledger } = config;
  return {
    folder,
    ...(file === undefined ? {} : { file: basename(file) }),
    ...(ledger === undefined ? {} : { ledger }),
  };
}

/** The workspace as its file says now: people edit it while the server runs. Throws as `openWorkspace`. */
export async function reopened({ file, folder, ledger }: WorkspacePlace): Promise<Workspace> {
  const remembered = ledger === undefined ? {} : { ledger };
  if (file === undefined) return { file: undefined, folder, config: remembered, placeOf: () => CONFIG_NAME };
  const workspace = await openWorkspace(folder, file);
  return { ...workspace, config: { ...workspace.config, ...remembered } };
}

/** A connection to the ledger that is opened when it is first asked for; undefined as long as nothing was remembered. */
export class LedgerDoor {
  readonly #place: WorkspacePlace;
  #opening: Promise<LedgerStore | undefined> | undefined;

  constructor(place: WorkspacePlace) {
    this.#place = place;
  }

  /** Throws as `openLedger`. */
  async get(): Promise<LedgerStore | undefined> {
    const { folder, ledger } = this.#place;
    this.#opening ??= existingLedgerOf({ folder, config: ledger === undefined ? {} : { ledger } });
    const store = await this.#opening.catch((error) => {
      this.#opening = undefined;
      throw error;
    });
    if (store === undefined) this.#opening = undefined;
    return store;
  }

  async close(): Promise<void> {
    const store = await this.#opening?.catch(() => undefined);
    await store?.close();
  }
}
