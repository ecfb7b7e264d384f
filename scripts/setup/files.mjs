import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file below `folder`, as paths from `root` with forward slashes, sorted. None when there is no such folder.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    })
    .sort();
}

/**
 * A hash of the names and contents of files; one that does not exist counts as absent.
 *
 * @param {string} root
 * @param {string[]} paths
 * @returns {string}
 */
export function digestOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const file = join(root, path);
    if (!existsSync(file)) continue;
    hash.update(`${path}\n${statSync(file).size}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}
