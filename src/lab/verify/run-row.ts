import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { verificationRows } from './catalogue.ts';
import type { Row } from './row.ts';

/** One row's simulation, as a worker is asked for it. */
export interface RowJob {
  readonly id: string;
  readonly seed: string;
}

/** Mean and standard error of a row's replicates. */
export interface Simulated {
  readonly mean: number;
  readonly error: number;
  readonly replicates: number;
}

let known: Map<string, Row> | undefined;

/** Simulates one row. Its stream is of its own: other rows, and the order in which they run, change nothing. */
export async function runRow({ id, seed }: RowJob): Promise<Simulated> {
  known ??= new Map(verificationRows().map((row) => [row.id, row]));
  const row = known.get(id);
  if (row === undefined) throw new OutcrossError('E_INTERNAL', `there is no row "${id}"`);
  const moments = await row.simulate(new Rng(seed).split(id));
  return { mean: moments.mean, error: moments.error, replicates: moments.count };
}
