import type { EngineOptions } from '../engine-options.ts';
import type { OutputOptions } from '../output-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { LedgerOption } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross tag`. */
export interface TagOptions
  extends ReadingOptions,
    OutputOptions,
    WorkspaceOptions,
    EngineOptions,
    LedgerOption {
  readonly origin?: string;
  readonly source?: string;
  readonly model?: string;
  readonly generation?: string;
  readonly parentsField?: string;
  readonly license?: string;
  readonly collectedAt?: string;
  readonly evidence?: string;
  readonly fill?: boolean;
  readonly overwrite?: boolean;
  readonly checkParents?: boolean;
  readonly parentsIn?: readonly string[];
  readonly ids?: boolean;
  readonly conflicts?: string;
  readonly quarantine?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}
