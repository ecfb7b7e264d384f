import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { outcross } from '../e2e/outcross.ts';
import { atEnd } from './at-end.ts';

const SCRIPT = new URL('../../scripts/dashboard/history.mjs', import.meta.url).href;

/** Who the workspace says did all this. */
export const ACTOR = 'zoe';

/** A folder that goes when the process ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outcross-browser-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the program in a workspace, as its actor. Throws when it could not run. */
export async function command(folder: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await outcross(args, { cwd: folder, env: { OUTCROSS_ACTOR: ACTOR } });
  if (status !== 0 && status !== 1) throw new Error(`outcross ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Where the processes of one run, which have the same parent, share what the first of them makes. */
const SHARED = join(tmpdir(), `outcross-browser-of-${process.ppid}`);

/** Milliseconds: what is older is of a run that was killed, and the wait for another process. */
const OLD = 15 * 60_000;
const LONGEST = 120_000;

async function make(folder: string): Promise<void> {
  const { HISTORY } = (await import(SCRIPT)) as { HISTORY: readonly (readonly string[])[] };
  await command('.', 'init', folder, '--example');
  for (const args of HISTORY) await command(folder, ...args);
}

/** Whether this process is the one that makes it. */
function isMaker(): boolean {
  if (existsSync(SHARED) && Date.now() - statSync(SHARED).mtimeMs > OLD)
    rmSync(SHARED, { recursive: true, force: true });
  try {
    mkdirSync(SHARED);
    atEnd(() => rmSync(SHARED, { recursive: true, force: true }));
    return true;
  } catch {
    return false;
  }
}

/** What another process made; `undefined` where it does not come to an end. */
async function madeByAnother(): Promise<string | undefined> {
  for (let waited = 0; waited < LONGEST && existsSync(SHARED); waited += 100) {
    if (existsSync(join(SHARED, 'ready'))) return join(SHARED, 'novels');
    await setTimeout(100);
  }
  return undefined;
}

async function makeOnce(): Promise<string> {
  const own = join(newFolder(), 'novels');
  const isFirst = isMaker();
  const other = isFirst ? undefined : await madeByAnother();
  if (other === undefined) await make(own);
  else cpSync(other, own, { recursive: true });
  if (isFirst) {
    cpSync(own, join(SHARED, 'novels'), { recursive: true });
    writeFileSync(join(SHARED, 'ready'), '');
  }
  return own;
}

let made: Promise<string> | undefined;

/** The example workspace: checked, mixed, proven, audited, with a queue. Made once a run: not to be changed. */
export function livedIn(): Promise<string> {
  made ??= makeOnce();
  return made;
}

/** A copy of it, to be changed. */
export async function ownCopy(): Promise<string> {
  const folder = join(newFolder(), 'novels');
  cpSync(await livedIn(), folder, { recursive: true });
  return folder;
}
