import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '../../scripts/setup/root.mjs';

/**
 * A folder with these files, which lives until the test ends.
 *
 * @param {Record<string, string>} files Texts by path.
 */
export function temporaryFolder(files) {
  const root = mkdtempSync(join(tmpdir(), 'outcross-repository-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeInto(root, path, text);
  return root;
}

/**
 * @param {string} root
 * @param {string} path
 * @param {string} text
 */
export function writeInto(root, path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Makes the installed packages of that name available in `root`.
 *
 * @param {string} root
 * @param {string[]} packages
 */
export function borrow(root, packages) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const name of packages) {
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name), 'junction');
  }
}
