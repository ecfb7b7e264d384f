import type { Progress } from '../../engine/engine.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import type { Workspace } from '../../workspace.ts';
import type { FactCache } from './fact-cache.ts';

/** What the parts of the gatherer share. */
export interface Gathering {
  readonly workspace: Workspace;
  readonly cache: FactCache;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly workers?: number;
  /** What reads in place of this process. */
  readonly engine?: RowEngine;
}

/** The hooks of a run over rows. */
export function hooksOf({ signal, onProgress, workers, engine }: Gathering): RunRowsOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(workers === undefined ? {} : { workers }),
    ...(engine === undefined ? {} : { engine }),
  };
}
