import { runReplicates } from '../workers/replicates.ts';
import { workerFile } from '../workers/worker-file.ts';
import { verificationRows } from './catalogue.ts';
import { type Judgement, judgeRows } from './judge.ts';
import type { Section } from './row.ts';
import { runRow } from './run-row.ts';

export interface VerifyOptions {
  /** The same seed gives the same table, whatever the number of workers. */
  readonly seed: number;
  /** Threads; 0 works in the calling one. */
  readonly workers: number;
  /** Rows of one section only. */
  readonly section?: Section;
  readonly signal?: AbortSignal;
  /** Random draws done, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Every closed form at several settings, simulated and held against theory. Throws `E_INTERRUPTED` where the signal is given. */
export async function verify(options: VerifyOptions): Promise<Judgement> {
  const { seed, workers, section, signal, onProgress } = options;
  const rows = verificationRows(section);
  const draws = new Map(rows.map((row) => [row.id, row.draws]));
  const simulated = await runReplicates({
    jobs: rows.map(({ id }) => ({ id, seed: `verify ${seed}` })),
    run: runRow,
    file: workerFile(import.meta.url, 'worker'),
    workers,
    cost: ({ id }) => draws.get(id)!,
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return judgeRows(rows, simulated);
}
