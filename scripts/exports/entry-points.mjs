/**
 * @typedef {import('../source/violation.mjs').Violation} Violation
 * @typedef {string | { [condition: string]: Exports }} Exports
 * @typedef {object} Manifest
 * @property {Exports} [exports]
 * @property {string | Record<string, string>} [bin]
 * @property {string} [types]
 * @property {Record<string, string>} [dependencies]
 */

/**
 * The files that a `package.json` names as ways in, without `./`.
 *
 * @param {Manifest} manifest
 * @returns {string[]}
 */
export function entryPoints({ exports = {}, bin = {}, types }) {
  const named = [...leaves(exports), ...leaves(bin), ...(types === undefined ? [] : [types])];
  return [...new Set(named.map((path) => path.replace(/^\.\//, '')))];
}

/**
 * Ways in that the package does not hold.
 *
 * @param {Manifest} manifest
 * @param {string[]} paths Of the package.
 * @returns {Violation[]}
 */
export function entryPointFaults(manifest, paths) {
  return entryPoints(manifest)
    .filter((path) => !paths.includes(path))
    .map((path) => ({ path: 'package.json', message: `names ${path}, which is not in the package` }));
}

/**
 * @param {Exports} value
 * @returns {string[]}
 */
function leaves(value) {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves);
}
