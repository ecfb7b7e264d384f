import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

async function make(folder: string): Promise<void> {
  const { HISTORY } = (await import(SCRIPT)) as { HISTORY: readonly (readonly string[])[] };
  await command('.', 'init', folder, '--example');
  for (const args of HISTORY) await command(folder, ...args);
}

/** A process of tests makes its own: what a check keeps of a file is worth nothing for a copy of it. */
async function makeOwn(): Promise<string> {
  const own = join(newFolder(), 'novels');
  await make(own);
  return own;
}

let made: Promise<string> | undefined;

/** The example workspace: checked, mixed, proven, audited, with a queue. Made once a process: not to be changed. */
export function livedIn(): Promise<string> {
  made ??= makeOwn();
  return made;
}

/** A copy of it, to be changed. */
export async function ownCopy(): Promise<string> {
  const folder = join(newFolder(), 'novels');
  cpSync(await livedIn(), folder, { recursive: true });
  return folder;
}
