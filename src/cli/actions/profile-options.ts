import type { EngineOptions } from '../engine-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross profile`. */
export interface ProfileOptions extends ReadingOptions, EngineOptions, WorkspaceOptions {
  readonly output?: string;
  /** False under `--no-text`. */
  readonly text: boolean;
  readonly workers?: number;
  readonly strict?: boolean;
  readonly quarantine?: string;
  readonly json?: boolean;
}

/** Options of `outcross profile merge`. */
export interface MergeOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/** Options of `outcross profile show`. */
export interface ShowOptions {
  readonly json?: boolean;
}
