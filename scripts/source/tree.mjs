import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../setup/files.mjs';

/** @typedef {{ path: string, text: string }} SourceFile */

/**
 * The TypeScript and JavaScript files below some folders.
 *
 * @param {string} root
 * @param {string[]} folders
 * @returns {SourceFile[]}
 */
export function readSources(root, folders) {
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\.(tsx?|mjs|js)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/**
 * Whether a file is a test or only serves tests.
 *
 * @param {string} path
 */
export function isTest(path) {
  return path.startsWith('test/') || /\.test(\.support)?\.(tsx?|mjs|js)$/.test(path);
}

/**
 * Lines of a text: its line ends, and one for what follows the last.
 *
 * @param {string} text
 */
export function countLines(text) {
  if (text === '') return 0;
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
