/**
 * @typedef {import('../source/violation.mjs').Violation} Violation
 * @typedef {object} Locked
 * @property {string} [resolved]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {Record<string, Locked>} Packages By path, as in a lock file; the package itself at ''.
 */

/**
 * What keeps a lock file from serving everybody: addresses, which bind it to the registry of whoever wrote it, and
 * dependencies without an entry, with which `npm ci` refuses to start. npm leaves such gaps, without a word, where its
 * registry has no package for some other platform.
 *
 * @param {string} lockFile Its text.
 * @returns {Violation[]}
 */
export function lockFaults(lockFile) {
  /** @type {{ packages: Packages }} */
  const { packages } = JSON.parse(lockFile);
  const messages = Object.entries(packages).flatMap(([path, entry]) => [
    ...(entry.resolved === undefined ? [] : [`has an address for ${path}`]),
    ...wantedBy(entry)
      .filter((name) => !resolves(packages, path, name))
      .map((name) => `has no entry for ${name}, which ${path === '' ? 'the package' : path} wants`),
  ]);
  return messages.map((message) => ({ path: 'package-lock.json', message }));
}

/** @param {Locked} entry */
function wantedBy({ dependencies = {}, optionalDependencies = {} }) {
  return Object.keys({ ...dependencies, ...optionalDependencies });
}

/**
 * Whether `name` is found from `path` as Node would: in its own `node_modules`, or in those further up.
 *
 * @param {Packages} packages
 * @param {string} path
 * @param {string} name
 * @returns {boolean}
 */
function resolves(packages, path, name) {
  const candidate = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (candidate in packages) return true;
  if (path === '') return false;
  const up = path.lastIndexOf('/node_modules/');
  return resolves(packages, up < 0 ? '' : path.slice(0, up), name);
}
