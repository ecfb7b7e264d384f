import type { OutputOptions } from '../output-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { LedgerOption } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross mix`. */
export interface MixOptions extends ReadingOptions, WorkspaceOptions, OutputOptions, LedgerOption {
  readonly policy?: string;
  readonly anchor?: string;
  readonly size?: string;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly pieceBytes?: number;
  readonly workers?: number;
  readonly json?: boolean;
}
