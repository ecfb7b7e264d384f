import { OutcrossError } from '../base/errors.ts';
import type { BadRow } from '../corpus/source.ts';
import type { Progress } from '../engine/engine.ts';
import type { Context } from './context.ts';
import { ProgressBar } from './progress-bar.ts';

/** Rows that a message names. */
const NAMED = 5;

/** Keeps the first rows that it is given. */
export class FirstRows {
  readonly rows: BadRow[] = [];

  add(row: BadRow): void {
    if (this.rows.length < NAMED) this.rows.push(row);
  }
}

/** Does work with a progress bar; an interruption says which output was not written. */
export async function withProgress<T>(
  context: Context,
  output: string | undefined,
  work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const bar = new ProgressBar(context);
  try {
    return await work((progress) => bar.update(progress));
  } catch (error) {
    if (output === undefined || !(error instanceof OutcrossError) || error.code !== 'E_INTERRUPTED')
      throw error;
    throw new OutcrossError('E_INTERRUPTED', `interrupted: ${output} was not written`, {
      where: output,
      cause: error,
      hint: 'Run the same command again.',
    });
  } finally {
    bar.clear();
  }
}
