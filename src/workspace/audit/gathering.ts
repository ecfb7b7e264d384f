import type { Progress } from '../../engine/engine.ts';
import type { Workspace } from '../../workspace.ts';
import type { FactCache } from './fact-cache.ts';

/** What the parts of the gatherer share. */
export interface Gathering {
  readonly workspace: Workspace;
  readonly cache: FactCache;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly workers?: number;
}

/** The hooks of a run over rows. */
export function hooksOf({ signal, onProgress, workers }: Gathering): {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  workers?: number;
} {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(workers === undefined ? {} : { workers }),
  };
}
