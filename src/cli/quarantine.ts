import { OutcrossError } from '../base/errors.ts';
import { writeQuarantine } from '../corpus/quarantine.ts';
import type { BadRow } from '../corpus/source.ts';
import { RowQueue } from './row-queue.ts';

/**
 * Does `work` and writes the malformed rows that it tells of to `path`; without a path it only does the work. The file is
 * written when the work has met all rows: when it is done, and when it found nothing but malformed ones (`E_EMPTY`).
 */
export async function withQuarantine<T>(
  path: string | undefined,
  work: (onBadRow?: (row: BadRow) => void) => Promise<T>,
): Promise<T> {
  if (path === undefined) return work();
  const queue = new RowQueue();
  let refusal: unknown;
  const written = writeQuarantine(path, queue).catch((error: unknown) => {
    refusal = error;
  });
  try {
    const result = await work((row) => {
      if (refusal !== undefined) throw refusal;
      queue.put(row);
    });
    queue.end();
    await written;
    if (refusal !== undefined) throw refusal;
    return result;
  } catch (error) {
    if (error instanceof OutcrossError && error.code === 'E_EMPTY') queue.end();
    else queue.fail(error);
    await written;
    throw error;
  }
}
