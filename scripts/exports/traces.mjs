import { homedir } from 'node:os';
import { lineAt } from '../source/syntax.mjs';

/**
 * @typedef {import('../source/tree.mjs').SourceFile} SourceFile
 * @typedef {import('../source/violation.mjs').Violation} Violation
 */

/** Homes as the usual systems name them. */
const HOMES = /(?:\/(?:home|Users)\/|[A-Z]:\\Users\\)[\w.-]+[\\/]/g;

/**
 * Absolute paths of somebody's machine: home folders anywhere, and the folder of this checkout.
 *
 * @param {SourceFile[]} files
 * @param {string[]} [folders] Of this machine.
 * @returns {Violation[]}
 */
export function machinePaths(files, folders = [process.cwd(), homedir()]) {
  // A short one such as `/app` occurs in any text.
  const own = folders.filter((folder) => folder.length > 5 && folder.lastIndexOf('/') > 0);
  const ours = own.map((folder) => new RegExp(`${escaped(folder)}(?![\\w.-])`, 'g'));
  return files.flatMap(({ path, text }) =>
    [HOMES, ...ours].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({
        path,
        line: lineAt(text, match.index),
        message: `holds ${match[0]}, a path of one machine`,
      })),
    ),
  );
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
