import type { Engine, RunHooks } from '../engine.ts';
import type { RowFragment, RowJob } from './row-job.ts';

/**
 * An engine that maps records too. `rows` keeps the laws of `runRows`, which numbers rows in their files; an error that is of one row
 * names it by its place there.
 */
export interface RowEngine extends Engine {
  rows(job: RowJob, hooks?: RunHooks): AsyncGenerator<RowFragment, void>;
}
