import { open } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import type { CommandEnd } from './command.ts';

/** Bytes of a log that its last lines are looked for in. */
const TAIL_BYTES = 64 * 1024;
export const TAIL_LINES = 20;
const LINE_CHARACTERS = 500;

/** The last lines of a log from `start` on. A carriage return begins a line anew, as a terminal would show it. */
export async function lastLines(log: string, start = 0, lines = TAIL_LINES): Promise<string[]> {
  const handle = await open(log, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(start, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.max(0, size - from)),
      0,
      undefined,
      from,
    );
    const text = buffer.toString('utf8', 0, bytesRead);
    const all = text.split(/\r?\n/).map((line) => line.slice(line.lastIndexOf('\r') + 1).trimEnd());
    return all
      .filter((line) => line !== '')
      .slice(-lines)
      .map((line) => (line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}...` : line));
  } finally {
    await handle.close();
  }
}

export interface Failure {
  readonly end: CommandEnd;
  /** `train of generation 2`. */
  readonly what: string;
  readonly log: string;
  readonly timeoutMs?: number;
}

/** A command that failed: how it ended, its last lines, where all of them are, and how to go on. */
export class CommandError extends OutcrossError {
  /** At most 20, the last one last. */
  readonly lastLines: readonly string[];

  constructor(message: string, log: string, hint: string, lines: readonly string[]) {
    super('E_COMMAND', message, { where: log, hint });
    this.lastLines = lines;
  }
}

export async function commandError({ end, what, log, timeoutMs }: Failure): Promise<CommandError> {
  const said = await lastLines(log, end.logStart).catch(() => []);
  const last = said[said.length - 1] ?? 'it said nothing';
  const hint = `${remedy(end)}All that it said is in ${log}. What was done before is kept: run the same command again to go on here.`;
  return new CommandError(`${what} ${howItEnded(end, timeoutMs)}: ${last}`, log, hint, said);
}

function howItEnded({ status, signal, timedOut }: CommandEnd, timeoutMs = 0): string {
  if (timedOut) return `ran longer than ${timeoutMs / 1000} s and was stopped`;
  if (signal !== null) return `was killed by ${signal}`;
  if (status !== null && status > 128 && status <= 128 + 64) {
    return `ended with exit status ${status}: signal ${status - 128} killed it`;
  }
  return `ended with exit status ${status}`;
}

function remedy({ status, signal, timedOut }: CommandEnd): string {
  if (timedOut) return 'Give it more time with timeout. ';
  if (status === 127) return 'The shell did not find the program: check its name and PATH. ';
  if (status === 126) return 'The file may not be executed: chmod +x, or name its interpreter. ';
  if (signal === 'SIGKILL' || status === 137) return 'The system may have run out of memory. ';
  return '';
}
