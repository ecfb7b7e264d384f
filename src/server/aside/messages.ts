import type { PlainError } from '../../engine/messages.ts';

/** Which calls a thread answers. */
export type DeskName = 'plan' | 'audit' | 'sources';

/** The workspace of a server, as a message keeps it. */
export interface WorkspacePlace {
  /** Name of the configuration in the folder; absent where there is none. */
  readonly file?: string;
  readonly folder: string;
  /** Wins over what the file says. */
  readonly ledger?: string;
}

export interface AsideData {
  readonly desk: DeskName;
  readonly place: WorkspacePlace;
}

export type AsideOrder =
  | { readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly id: number; readonly close: true };

export type AsideAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: PlainError };
