import { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import { workersFor } from '../embedded.ts';
import type { RunHooks } from '../engine.ts';
import { ProgressSum } from '../progress.ts';
import { loadRowKernel } from './kernels.ts';
import type { RowEngine } from './row-engine.ts';
import type { RowFragment, RowJob } from './row-job.ts';
import { RowError } from './row-kernel.ts';
import { runRowsInWorkers } from './row-pool.ts';
import { shardRows } from './shard-rows.ts';

export interface RunRowsOptions extends RunHooks {
  /** See `EmbeddedOptions`. */
  readonly workers?: number;
  /** What maps the records in place of this process's threads. */
  readonly engine?: RowEngine;
}

/**
 * Maps the records of a corpus with a kernel. Laws:
 * - fragments come in the order of the input, so that joined outputs have the same bytes whatever the number of workers and the
 *   cut into shards;
 * - whoever is slow to ask for the next fragment slows the readers down: what waits is bounded by 16 MiB a worker;
 * - a failure ends the run with the error of the first row that fails, after all that comes before it;
 * - whoever stops asking stops the run.
 * Throws as `readRecords` and the kernel do; `E_WORKER`, `E_INTERRUPTED`, `E_OPTION`.
 */
export async function* runRows(job: RowJob, options: RunRowsOptions = {}): AsyncGenerator<RowFragment, void> {
  const before = new RowsBefore(job.shards);
  const fragments = options.engine?.rows(job, options) ?? runRowsHere(job, options);
  try {
    for await (const fragment of fragments) yield before.numbered(fragment);
  } catch (error) {
    throw error instanceof RowError ? before.placed(error) : error;
  }
}

function runRowsHere(job: RowJob, options: RunRowsOptions): AsyncGenerator<RowFragment, void> {
  const workers = workersFor(job.shards, options.workers);
  return workers === 0 ? runRowsInThread(job, options) : runRowsInWorkers(job, workers, options);
}

async function* runRowsInThread(job: RowJob, hooks: RunHooks): AsyncGenerator<RowFragment, void> {
  const makeKernel = await loadRowKernel(job.kernel, job.settings);
  const progress = new ProgressSum(job.shards, hooks.onProgress);
  for (const [index, shard] of job.shards.entries()) {
    const tell = (bytes: number, records: number) => progress.add(index, bytes, records);
    const kernel = makeKernel({ shard, index });
    yield* shardRows({ task: job, kernel, shard, index, tell, signal: hooks.signal });
  }
}

/** Counts rows from the start of their file: when a fragment comes, all shards before its own have ended. */
class RowsBefore {
  readonly #shards: readonly Shard[];
  #turn = 0;
  #before = 0;

  constructor(shards: readonly Shard[]) {
    this.#shards = shards;
  }

  numbered(fragment: RowFragment): RowFragment {
    const before = this.#before;
    switch (fragment.kind) {
      case 'rows':
        return { ...fragment, rows: fragment.rows.map((row) => ({ ...row, row: row.row + before })) };
      case 'notes':
        return { ...fragment, notes: fragment.notes.map((note) => ({ ...note, row: note.row + before })) };
      case 'end':
        this.#end(fragment.rows);
        return { ...fragment, rowsBefore: before };
      default:
        return fragment;
    }
  }

  placed({ code, message, row, hint }: RowError): OutcrossError {
    const where = `${this.#shards[this.#turn].name}:${row + this.#before}`;
    return new OutcrossError(code, `${where}: ${message}`, {
      where,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #end(rows: number): void {
    const ended = this.#shards[this.#turn++];
    this.#before = this.#shards[this.#turn]?.path === ended.path ? this.#before + rows : 0;
  }
}
