import { stat } from 'node:fs/promises';
import { readProfileFile } from '../../engine/profile-file.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { summarise } from '../profile-summary.ts';
import { summaryText } from '../summary-text.ts';
import type { ShowOptions } from './profile-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Shows what a profile file holds. */
export async function show(path: string, options: ShowOptions, context: Context): Promise<void> {
  const profile = await readProfileFile(path);
  const { size } = await stat(path);
  const summary = summarise(profile, path, size);
  const { stdout, env } = context;
  stdout.write(
    options.json === true
      ? `${JSON.stringify(summary, undefined, 2)}\n`
      : summaryText(summary, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
  );
}
