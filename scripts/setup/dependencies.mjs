import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptFailure } from './failure.mjs';
import { runNpm } from './run.mjs';

/**
 * Installs what `package-lock.json` asks for with `npm ci`, unless it is installed.
 *
 * @param {string} root
 */
export function ensureDependencies(root) {
  const missing = missingPackages(root);
  if (missing.length === 0) return;
  console.error(`Installing dependencies with npm ci (${reason(missing)}).`);
  // `--include=dev` because NODE_ENV=production would leave the tools out.
  const { status } = runNpm(root, ['ci', '--no-audit', '--no-fund', '--include=dev']);
  if (status !== 0) {
    throw new ScriptFailure(`npm ci ended with status ${status}; its messages above say why.`);
  }
}

/**
 * The packages of the lock file that are not installed, or in another version, as `name@version`.
 * Optional ones do not count: which of them are installed depends on the platform.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function missingPackages(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const found = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .filter(([path, { version }]) => found[path]?.version !== version || !existsSync(join(root, path)))
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(lockFile) {
  if (!existsSync(lockFile)) return {};
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}

/** @param {string[]} missing */
function reason(missing) {
  const [first] = missing;
  return missing.length === 1 ? `${first} is missing` : `${missing.length} packages are missing`;
}
