import type { ReadingOptions } from '../reading-options.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross suspicion`. */
export interface SuspicionOptions extends ReadingOptions, WorkspaceOptions {
  readonly human?: string;
  readonly labelled?: string;
  readonly logprobs?: string;
  readonly leastTokens?: number;
  readonly output?: string;
  readonly top?: number;
  readonly json?: boolean;
}
