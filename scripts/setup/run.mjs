import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ScriptFailure } from './failure.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} status Exit status; 130 when it was interrupted, 1 when another signal ended it.
 * @property {string} output What it printed, empty unless captured.
 */

const INTERRUPTED = 130;

/**
 * Runs this Node on a script and waits for it.
 *
 * @param {string} root Folder to run it in.
 * @param {string[]} args The script and its arguments.
 * @param {{ capture?: boolean, env?: NodeJS.ProcessEnv }} [options] `capture` keeps what it prints.
 * @returns {Outcome}
 */
export function runNode(root, args, options = {}) {
  return run(root, process.execPath, args, options);
}

/**
 * Runs `npm`: the one that started this script, else the one on the path.
 *
 * @param {string} root
 * @param {string[]} args
 * @param {{ capture?: boolean }} [options]
 * @returns {Outcome}
 */
export function runNpm(root, args, options = {}) {
  const cli = process.env['npm_execpath'] ?? '';
  if (/[\\/]npm-cli\.js$/.test(cli)) return run(root, process.execPath, [cli, ...args], options);
  return run(root, 'npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * The script behind a command of an installed package.
 *
 * @param {string} root
 * @param {string} packageName
 * @param {string} command Its name in the package's `bin`.
 */
export function binaryOf(root, packageName, command) {
  const file = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
}

/**
 * @param {string} root
 * @param {string} command
 * @param {string[]} args
 * @param {{ capture?: boolean, shell?: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Outcome}
 */
function run(root, command, args, { capture = false, shell = false, env = process.env }) {
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    shell,
    stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined) {
    throw new ScriptFailure(`${command} could not be started: ${result.error.message}`);
  }
  const status = result.status ?? (result.signal === 'SIGINT' ? INTERRUPTED : 1);
  return { status, output: capture ? `${result.stdout}${result.stderr}` : '' };
}
