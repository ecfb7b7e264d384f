import type { Moment, Stage } from '../../audit/item.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { LedgerOption } from '../record.ts';
import type { WorkspaceOptions } from '../workspace-options.ts';

/** Options of `outcross audit`. */
export interface AuditOptions extends WorkspaceOptions, LedgerOption, EngineOptions {
  readonly when?: readonly Moment[];
  readonly stage?: readonly Stage[];
  readonly all?: boolean;
  readonly html?: string;
  readonly markdown?: string;
  readonly sarif?: string;
  readonly junit?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly workers?: number;
}
