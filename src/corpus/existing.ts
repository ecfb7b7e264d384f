import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import type { Destination } from './output-format.ts';

/** Throws `E_WRITE` where an output would take the place of something: a file that holds anything, a folder that is not empty. */
export async function refuseExisting({ path, folder }: Destination): Promise<void> {
  // Resolved: with a slash at its end the name of a file would not be found.
  const found = await stat(resolve(path)).catch(() => undefined);
  if (found === undefined) return;
  if (found.isDirectory()) {
    if (!folder) throw refused(path, 'is a folder', 'Give the name of a file in it.');
    if ((await readdir(path)).length === 0) return;
    throw refused(path, 'exists and is not empty', 'Give another name, or --force to write over it.');
  }
  if (folder) throw refused(path, 'is a file, and its name is that of a folder', 'Give another name.');
  if (!found.isFile() || found.size === 0) return;
  throw refused(path, 'exists', 'Give another name, or --force to write over it.');
}

function refused(path: string, what: string, hint: string): OutcrossError {
  return new OutcrossError('E_WRITE', `${path} ${what}: it was left as it is`, { where: path, hint });
}
