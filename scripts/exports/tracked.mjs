import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptFailure } from '../setup/failure.mjs';

/** @typedef {import('../source/tree.mjs').SourceFile} SourceFile */

/**
 * The text files that git tracks or would track; files with a zero byte are no text.
 *
 * @param {string} root
 * @returns {SourceFile[]}
 */
export function trackedTexts(root) {
  return gitPaths(root)
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

/** @param {string} root */
function gitPaths(root) {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      .split('\0')
      .filter((path) => path !== '');
  } catch (error) {
    throw new ScriptFailure(`git could not list the files of ${root}: ${error}`);
  }
}
