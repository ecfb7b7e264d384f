import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeFaults } from './exports/door.mjs';
import { entryPointFaults } from './exports/entry-points.mjs';
import { lockFaults } from './exports/lock.mjs';
import { packedPaths } from './exports/packed.mjs';
import { unreachable } from './exports/reachable.mjs';
import { shippedFaults } from './exports/shipped.mjs';
import { machinePaths } from './exports/traces.mjs';
import { trackedTexts } from './exports/tracked.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { ensureBuild } from './setup.mjs';
import { conclude } from './source/violation.mjs';

/** Checks the package as somebody who installs it would find it, and that no file tells of one machine. */
await script(async () => {
  ensureBuild();
  const manifest = JSON.parse(read('package.json'));
  const paths = packedPaths(ROOT);
  const modules = paths.filter((path) => /\.(js|d\.ts)$/.test(path));
  const faults = [
    ...shippedFaults(paths),
    ...entryPointFaults(manifest, paths),
    ...unreachable(
      modules.map((path) => ({ path, text: read(path) })),
      paths,
      Object.keys(manifest.dependencies),
    ),
    ...lockFaults(read('package-lock.json')),
    ...machinePaths(trackedTexts(ROOT)),
  ];
  const names = await exportedNames();
  if (names instanceof Error)
    faults.push({ path: 'dist/index.js', message: `cannot be imported: ${names.message}` });
  else faults.push(...typeFaults(ROOT, names));
  const exported = names instanceof Error ? 'no' : names.length;
  return conclude(faults, `${paths.length} files in the package, ${exported} names exported`);
});

/** @param {string} path */
function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

/**
 * Imports the package by its own name, through its `exports`.
 *
 * @returns {Promise<string[] | Error>}
 */
async function exportedNames() {
  // A name in a variable, because the types of the package do not exist before it is built.
  const self = 'outcross';
  try {
    return Object.keys(await import(self));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
