import { OutcrossError } from '../base/errors.ts';
import type { BadRow } from '../corpus/source.ts';
import { requireApart, requireWritable } from './output-file.ts';
import { withQuarantine } from './quarantine.ts';

type OnRow = ((row: BadRow) => void) | undefined;

/** Does `work` and writes the rows that it tells of to the files that are named, each as `withQuarantine` does. */
export function withRowFiles<T>(
  paths: readonly (string | undefined)[],
  work: (handlers: readonly OnRow[]) => Promise<T>,
): Promise<T> {
  const [first, ...rest] = paths;
  if (paths.length === 0) return work([]);
  return withQuarantine(first, (onRow) => withRowFiles(rest, (handlers) => work([onRow, ...handlers])));
}

/** Throws where one of the files cannot be written, or is one of `others` or of each other: asked before the long work. */
export async function requireSideFiles(
  files: Readonly<Record<string, string | undefined>>,
  others: readonly string[],
): Promise<void> {
  const taken = [...others];
  for (const [option, path] of Object.entries(files)) {
    if (path === undefined) continue;
    await requireWritable(path);
    await requireApart(path, option, taken);
    taken.push(path);
  }
}

export function strictQuarantine(): OutcrossError {
  return new OutcrossError('E_USAGE', '--strict and --quarantine exclude each other', {
    where: '--quarantine',
    hint: 'With --strict the first malformed row ends the run; leave it out to gather them all.',
  });
}
