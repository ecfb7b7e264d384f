import { posix } from 'node:path';
import { importsOf } from '../source/imports.mjs';

/**
 * @typedef {import('../source/syntax.mjs').Parsed} Parsed
 *
 * @typedef {object} Edge
 * @property {string} from Path of the file that imports.
 * @property {number} line
 * @property {string | undefined} to Path of the file that is imported; undefined for a package.
 * @property {string | undefined} module Name of the package or of Node's module; undefined for a file.
 * @property {boolean} computed Whether what is imported cannot be read from the text.
 */

/**
 * The edges that start at a file, one an import.
 *
 * @param {Parsed} parsed
 * @returns {Edge[]}
 */
export function edgesOf(parsed) {
  return importsOf(parsed).map(({ specifier, line, kind }) => {
    const edge = { from: parsed.path, line, to: undefined, module: undefined, computed: false };
    if (specifier === undefined) return { ...edge, computed: true };
    if (specifier.startsWith('.') || kind === 'url') return { ...edge, to: target(parsed.path, specifier) };
    return { ...edge, module: moduleName(specifier) };
  });
}

/**
 * @param {string} from
 * @param {string} specifier
 */
function target(from, specifier) {
  const path = posix.join(posix.dirname(from), specifier);
  // A worker's URL names the compiled file, whose source is what counts.
  return path.startsWith('src/') ? path.replace(/\.js$/, '.ts') : path;
}

/**
 * `a/b` is the module `a`, `@a/b/c` is `@a/b`, `node:fs/promises` is `node:fs`.
 *
 * @param {string} specifier
 */
function moduleName(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}
