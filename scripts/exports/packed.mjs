import { ScriptFailure } from '../setup/failure.mjs';
import { runNpm } from '../setup/run.mjs';

/**
 * The paths that `npm pack` would put into the package.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function packedPaths(root) {
  // Without scripts: the build has run, and what a script prints would stand amid the JSON.
  const { status, output } = runNpm(root, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    capture: true,
  });
  if (status !== 0) throw new ScriptFailure(`npm pack ended with status ${status}:\n${output}`);
  return pathsOf(output);
}

/**
 * @param {string} output Of `npm pack --json`, with warnings around the JSON or without.
 * @returns {string[]}
 */
export function pathsOf(output) {
  const json = output.slice(output.search(/^\[/m), output.search(/^\]/m) + 1);
  /** @type {[{ files: { path: string }[] }]} */
  const [{ files }] = JSON.parse(json);
  return files.map(({ path }) => path);
}
