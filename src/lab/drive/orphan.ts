import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { OutcrossError } from '../../base/errors.ts';
import { isThere, processStart, processStat } from '../../base/process-start.ts';

/** A command that was started: noted before it begins, so that who comes after a killed run can end it. */
interface Running {
  readonly group: number;
  readonly start?: string;
  /** Value of its environment variable OUTCROSS_DRIVE. */
  readonly drive: string;
}

export const DRIVE_VARIABLE = 'OUTCROSS_DRIVE';

export function noteRunning(path: string, group: number, drive: string): void {
  const start = processStart(group);
  const running: Running = { group, ...(start === undefined ? {} : { start }), drive };
  writeFileSync(`${path}.new`, JSON.stringify(running));
  renameSync(`${path}.new`, path);
}

export function forgetRunning(path: string): void {
  rmSync(path, { force: true });
}

const POLL_MS = 25;

/**
 * Ends what a killed run left running: it would write into what is made anew. Only processes of the group noted that bear this
 * drive's mark in their environment are touched. Where the system does not tell (no /proc), throws `E_LOCKED` while the group is
 * there.
 */
export async function endOrphans(path: string, graceMs: number): Promise<boolean> {
  const running = readRunning(path);
  if (running === undefined) return false;
  const found = await endGroup(running, graceMs);
  forgetRunning(path);
  return found;
}

async function endGroup(running: Running, graceMs: number): Promise<boolean> {
  if (!isThere(-running.group)) return false;
  if (processStat(process.pid) === undefined) throw stillThere(running);
  if (members(running).length === 0) return false;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of members(running)) send(pid, signal);
    for (let waited = 0; waited < graceMs; waited += POLL_MS) {
      if (members(running).length === 0) return true;
      await delay(POLL_MS);
    }
  }
  if (members(running).length > 0) throw stillThere(running);
  return true;
}

function members({ group, drive }: Running): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = processStat(pid);
      return stat !== undefined && stat.group === group && stat.state !== 'Z' && bearsMark(pid, drive);
    });
}

function bearsMark(pid: number, drive: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${DRIVE_VARIABLE}=${drive}`);
  } catch {
    return false;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone.
  }
}

function readRunning(path: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Running;
  } catch {
    return undefined;
  }
}

function stillThere({ group }: Running): OutcrossError {
  return new OutcrossError('E_LOCKED', `a command of the run before still runs (process group ${group})`, {
    hint: `End it, such as by: kill -- -${group}. Then run the same command again.`,
  });
}
