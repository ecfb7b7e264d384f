import { readFileSync } from 'node:fs';

/** Fields of /proc/PID/stat behind the name, which may itself hold spaces and brackets (proc(5): fields 3, 5 and 22). */
const STATE = 0;
const GROUP = 2;
const START = 19;

export interface ProcessStat {
  readonly state: string;
  readonly group: number;
  /** When it was started, in ticks since the system was: with the id it names a process for good. */
  readonly start: string;
}

/** What Linux says of a process; undefined where there is none, and on systems without /proc. */
export function processStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[STATE], group: Number(fields[GROUP]), start: fields[START] };
  } catch {
    return undefined;
  }
}

/** When the process was started, where the system tells. */
export function processStart(pid: number): string | undefined {
  return processStat(pid)?.start;
}

/** Whether a process, or with a negative id a process group, is there. One that belongs to another user is. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the process that had `pid` and was started at `start` still runs: ids are used again. */
export function isRunning(pid: number, start: string | undefined): boolean {
  if (!isThere(pid)) return false;
  const stat = processStat(pid);
  if (stat === undefined) return true;
  return stat.state !== 'Z' && (start === undefined || stat.start === start);
}
