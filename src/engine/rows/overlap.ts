import { realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { isUri, localPath } from '../../corpus/remote.ts';
import type { Shard } from '../../corpus/source.ts';

/**
 * Throws `E_USAGE` where an output is a file that is read, would stand in a folder's place that holds one, or is given twice.
 */
export async function requireApartFrom(shards: readonly Shard[], outputs: readonly string[]): Promise<void> {
  const read = new Set<string>();
  for (const path of new Set(shards.map(placeOf))) if (path !== '-') read.add(await real(path));
  const taken: string[] = [];
  for (const output of outputs) {
    const target = await real(output);
    const clash = [...read].find((path) => path === target || path.startsWith(target + sep));
    if (clash !== undefined) throw refused(`the output ${output} is what is read (${clash})`, output);
    if (
      taken.some(
        (other) => other === target || other.startsWith(target + sep) || target.startsWith(other + sep),
      )
    )
      throw refused(`two outputs go to ${output}`, output);
    taken.push(target);
  }
}

/** Where the file of a shard stands, and not where it is shown. */
function placeOf({ path, remote }: Shard): string {
  return remote?.uri ?? path;
}

/** The path without links; a URI as it is, but for one of a file here; of one that does not exist yet, that of its folder. */
async function real(path: string): Promise<string> {
  if (isUri(path) && !/^file:/i.test(path)) return path.replace(/\/+$/, '');
  const absolute = resolve(isUri(path) ? localPath(path) : path);
  return realpath(absolute).catch(async () => {
    const folder = dirname(absolute);
    if (folder === absolute) return absolute;
    return join(await real(folder), absolute.slice(folder.length).replaceAll(sep, ''));
  });
}

function refused(message: string, where: string): OutcrossError {
  return new OutcrossError('E_USAGE', message, { where, hint: 'Give the name of another file or folder.' });
}
