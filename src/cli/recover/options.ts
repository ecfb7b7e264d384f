import type { LedgerOption } from '../record.ts';
import type { SituationOptions } from './situation.ts';

/** Options of `outcross recover`. */
export interface RecoverCommandOptions extends SituationOptions, LedgerOption {
  readonly output?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly drill?: boolean;
}
