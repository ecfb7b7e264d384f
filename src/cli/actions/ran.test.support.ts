import { type Desk, desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly columns?: number;
  /** Done to the process before it runs. */
  readonly prepare?: (process: Desk) => void;
}

/** What a command writes, in this thread and without a configuration file. */
export async function ran(args: readonly string[], { columns, prepare }: Surroundings = {}): Promise<Ran> {
  const made = desk();
  if (columns !== undefined) made.out.columns = columns;
  prepare?.(made);
  const status = await run([...args, '--workers', '0'], made.context);
  return { status, out: made.out.text, err: made.err.text };
}
