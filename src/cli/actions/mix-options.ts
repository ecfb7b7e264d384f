import type { EngineOptions } from '../engine-options.ts';
import type { OutputOptions } from '../output-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';
import type { ReviewOption } from './mix-review.ts';

/** Options of `outcross mix`. */
export interface MixOptions
  extends ReadingOptions,
    WorkspaceOptions,
    OutputOptions,
    ReviewOption,
    EngineOptions {
  readonly policy?: string;
  /** False under `--no-anchor`. */
  readonly anchor?: string | false;
  readonly size?: string;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly pieceBytes?: number;
  readonly workers?: number;
  readonly json?: boolean;
}
