import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ScriptFailure } from '../setup/failure.mjs';
import { ROOT } from '../setup/root.mjs';
import { HISTORY } from './history.mjs';

const BINARY = join(ROOT, 'bin/outcross.js');
const ENV = { ...process.env, OUTCROSS_ACTOR: 'zoe', NO_COLOR: '1' };

/**
 * Runs the program to its end in `folder`; gives what it said. Status 1 says that a gate failed, which is no fault of the program.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 */
export function outcross(folder, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BINARY, ...args], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new ScriptFailure(`outcross ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/**
 * Makes the example workspace and lives in it.
 *
 * @param {string} folder Which is not there yet.
 */
export function liveIn(folder) {
  outcross('.', ['init', folder, '--example']);
  for (const args of HISTORY) outcross(folder, args);
}

/**
 * A token of somebody.
 *
 * @param {string} folder
 * @param {string} name
 * @param {string} role
 * @returns {string}
 */
export function tokenOf(folder, name, role) {
  return JSON.parse(outcross(folder, ['serve', 'token', 'new', name, '--role', role, '--json'])).secret;
}

/**
 * Starts `outcross serve` on a free port.
 *
 * @param {string} folder
 * @returns {Promise<{ base: string, stop: () => void }>}
 */
export function serve(folder) {
  const child = spawn(process.execPath, [BINARY, 'serve', '--port', '0'], { cwd: folder, env: ENV });
  child.stderr.resume();
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new ScriptFailure('outcross serve ended.')));
    child.stdout.setEncoding('utf8').once('data', (/** @type {string} */ text) => {
      resolve({ base: text.trim(), stop: () => child.kill() });
    });
  });
}

/**
 * Asks the API.
 *
 * @param {string} base
 * @param {string} token
 * @param {string} path
 * @param {unknown} [body] Sent by POST; absent: GET.
 * @returns {Promise<any>}
 */
export async function ask(base, token, path, body) {
  const answer = await fetch(`${base}/api${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new ScriptFailure(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Items asked for at once. */
const COUNT = 10;

/**
 * Lets a reviewer decide about the next of a queue, until so many are done or none is left.
 *
 * @param {string} base
 * @param {string} token
 * @param {string} queue
 * @param {number} most
 * @param {(id: string) => string} decide
 */
export async function review(base, token, queue, most, decide) {
  for (let done = 0; done < most; ) {
    const { items } = await ask(base, token, `/review/queues/${queue}/next?count=${COUNT}`);
    if (items.length === 0) return;
    for (const { id, seen, version } of items.slice(0, most - done)) {
      await ask(base, token, '/review/decisions', { queue, id, seen, version, decision: decide(id) });
      done++;
    }
  }
}
