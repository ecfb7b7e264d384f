import type { PlainError } from '../../engine/messages.ts';
import { plainError } from '../../engine/plain-error.ts';
import { RowError } from '../../engine/rows/row-kernel.ts';
import type { WireRow } from '../wire/wire-row.ts';
import type { RowOutput } from './row-output.ts';

/** An error on its way: `row` counts from the start of the shard, where the error is of one row. */
export interface WireFailure extends PlainError {
  readonly row?: number;
}

/** The row that says that the work failed, at shard `shard` of the job. */
export function failedRow(error: unknown, shard: number): WireRow {
  const row = error instanceof RowError ? { row: error.row } : {};
  const meta: WireFailure = { ...plainError(error), ...row };
  return { kind: 'failed', shard, meta };
}

/** Answers with an error that no work was begun for. */
export async function refuse(error: unknown, output: RowOutput): Promise<void> {
  await output.put(failedRow(error, -1));
  await output.end(0);
}
