import type { ErrorView, JobState } from '../wire.ts';
import type { JobRecord, ProcessMark } from './job.ts';

/** How a process ended. */
export interface Ended {
  /** Exit status; null where a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  /** What it said ended it. */
  readonly error?: ErrorView;
}

/** What a person may ask of a job that there is. */
export type Wish = 'cancel' | 'resume';

/** Times that a job is begun again by itself after its server was killed: it may be what kills it. */
export const MOST_REVIVALS = 3;

const INTERRUPTED = 130;

const ALLOWED: Readonly<Record<Wish, readonly JobState[]>> = {
  cancel: ['queued', 'running', 'interrupted'],
  resume: ['interrupted', 'failed', 'cancelled'],
};

/** Whether a wish can be granted in a state. */
export function allows(state: JobState, wish: Wish): boolean {
  return ALLOWED[wish].includes(state);
}

/** Whether a command with that exit status ran to its end; 1: a gate failed. */
export function hasRun(status: number): boolean {
  return status === 0 || status === 1;
}

/** True where nothing happens any more unless a person asks for it. */
export function isOver(state: JobState): boolean {
  return state !== 'queued' && state !== 'running';
}

/** What the record of one attempt holds beside the job itself is gone when the next begins. */
function fresh(record: JobRecord): JobRecord {
  const { process, startedAt, endedAt, exit, error, progress, unwanted, paused, told, ...rest } = record;
  return rest;
}

/** Asked for again by a person. */
export function resumed(record: JobRecord): JobRecord {
  return { ...fresh(record), state: 'queued', revivals: 0 };
}

/** Its process stands ready, and may begin once this record is kept. */
export function started(record: JobRecord, process: ProcessMark, at: string): JobRecord {
  const { attempts } = record;
  return { ...fresh(record), state: 'running', startedAt: at, attempts: attempts + 1, process };
}

/** Unwanted by a person; where it does not run that is its end. */
export function unwanted(record: JobRecord, at: string): JobRecord {
  if (record.state === 'running') return { ...record, unwanted: true };
  return { ...withoutProcess(record), state: 'cancelled', endedAt: at };
}

/** After its process ended. `stopping`: the server made it end, because it ends itself. */
export function ended(record: JobRecord, how: Ended, at: string, stopping = false): JobRecord {
  const { status, signal, error } = how;
  const rest = { ...withoutProcess(record), endedAt: at, ...(status === null ? {} : { exit: status }) };
  if (status !== null && hasRun(status)) return { ...rest, state: 'done' };
  if (record.unwanted === true) return { ...rest, state: 'cancelled' };
  if (stopping) return { ...rest, state: 'interrupted', paused: true };
  if (status === INTERRUPTED) return { ...rest, state: 'interrupted' };
  if (signal !== null || (status !== null && status > 128))
    return { ...rest, state: 'interrupted', error: killed(signal) };
  return { ...rest, state: 'failed', ...(error === undefined ? {} : { error }) };
}

/** Its process could not be started. */
export function unstarted(record: JobRecord, error: ErrorView, at: string): JobRecord {
  return { ...withoutProcess(record), state: 'failed', error, endedAt: at };
}

/** Its process is gone, with the server that saw to it. What nobody has cancelled is wanted still. */
export function cutOff(record: JobRecord, at: string): JobRecord {
  const rest = { ...withoutProcess(record), endedAt: at };
  if (record.unwanted === true) return { ...rest, state: 'cancelled' };
  if (record.revivals < MOST_REVIVALS) return { ...rest, state: 'interrupted', paused: true };
  return {
    ...rest,
    state: 'interrupted',
    error: {
      code: 'E_INTERRUPTED',
      message: `the server was killed ${record.revivals + 1} times in succession while this ran`,
      hint: 'It may need more memory than there is. Resume it once you know why.',
    },
  };
}

/** Its process outlives the server that saw to it, and nobody can tell whether it is that one: ids are used again. */
export function unknown(record: JobRecord, at: string): JobRecord {
  return {
    ...withoutProcess(record),
    state: record.unwanted === true ? 'cancelled' : 'interrupted',
    endedAt: at,
    error: {
      code: 'E_LOCKED',
      message: `process ${record.process?.pid} may still work for it`,
      hint: 'Resume the job once that process has ended.',
    },
  };
}

/** Begun again by a server; `killed`: the one before did not stop by itself. */
export function revived(record: JobRecord, wasKilled: boolean): JobRecord {
  return { ...fresh(record), state: 'queued', revivals: record.revivals + (wasKilled ? 1 : 0) };
}

function withoutProcess(record: JobRecord): JobRecord {
  const { process, progress, ...rest } = record;
  return rest;
}

function killed(signal: string | null): ErrorView {
  return {
    code: 'E_WORKER',
    message:
      signal === null ? 'the process of the job was killed' : `the process of the job ended by ${signal}`,
    hint: 'It may have run out of memory. What it had finished is kept: resume it.',
  };
}
