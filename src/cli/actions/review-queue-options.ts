import type { EngineOptions } from '../engine-options.ts';
import type { ReadLedgerOptions } from '../ledger-options.ts';
import type { ReadingOptions } from '../reading-options.ts';

/** Options of `outcross review queue`. */
export interface QueueOptions extends ReadingOptions, ReadLedgerOptions, EngineOptions {
  readonly size: number;
  readonly error: number;
  readonly reviewers: number;
  readonly overlap: number;
  readonly seed: string;
  readonly anchor?: string;
  readonly workers?: number;
  readonly json?: boolean;
}
