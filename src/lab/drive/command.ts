import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { OutcrossError } from '../../base/errors.ts';
import { systemCode } from '../../corpus/failure.ts';

/** A shell command to run to its end. */
export interface CommandRun {
  readonly command: string;
  /** Folder to run it in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File that what it says is appended to. */
  readonly log: string;
  readonly timeoutMs?: number;
  /** Stops it: SIGINT, then SIGTERM, then SIGKILL, to its whole process group. */
  readonly signal?: AbortSignal;
  /** Kills it at once. */
  readonly hurry?: AbortSignal;
  /** Milliseconds between one signal and the next. */
  readonly graceMs: number;
  /** Told the process group's id before the command begins. */
  readonly onStart: (group: number) => void;
}

export interface CommandEnd {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  /** It was stopped by `signal` or `hurry`. */
  readonly stopped: boolean;
  /** Byte of the log at which this run begins. */
  readonly logStart: number;
}

/**
 * Waits for a line on descriptor 3 before it becomes the command: if its parent dies before it could note which process group
 * it started, there is no line, and nothing is left running that nobody knows of.
 */
const STARTER = 'read -r _ <&3 || exit 125; exec 3<&-; exec /bin/sh -e -c "$1" outcross';

/**
 * Runs a command in a process group of its own, by `sh -e`, with no standard input. Throws `E_WRITE` where the log cannot be
 * written, `E_COMMAND` where no shell can be started.
 */
export async function runCommand(run: CommandRun): Promise<CommandEnd> {
  const log = openLog(run.log);
  try {
    const logStart = header(log, run);
    const child = spawn('/bin/sh', ['-c', STARTER, 'outcross', run.command], {
      cwd: run.cwd,
      env: run.env,
      detached: true,
      stdio: ['ignore', log, log, 'pipe'],
    });
    return { ...(await watch(child, run)), logStart };
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (cause) {
    throw new OutcrossError('E_WRITE', `cannot write ${path} (${systemCode(cause) ?? String(cause)})`, {
      where: path,
      cause,
    });
  }
}

/** Says in the log which command follows; gives the log's size after it. A log that is full is told by the command's failure. */
function header(log: number, { command }: CommandRun): number {
  try {
    writeSync(log, `$ ${command.trimEnd()}\n`);
  } catch {
    // A full disk: the command will meet it too.
  }
  return fstatSync(log).size;
}

function watch(child: ChildProcess, run: CommandRun): Promise<Omit<CommandEnd, 'logStart'>> {
  return new Promise((resolve, reject) => {
    const stopper = new Stopper(child, run);
    child.on('error', (cause) => {
      stopper.end();
      reject(
        new OutcrossError('E_COMMAND', `the shell could not be started in ${run.cwd}: ${cause.message}`, {
          where: run.cwd,
          cause,
        }),
      );
    });
    child.on('exit', (status, signal) => {
      stopper.end();
      resolve({ status, signal, timedOut: stopper.timedOut, stopped: stopper.stopped });
    });
    if (child.pid === undefined) return;
    const go = child.stdio[3] as Writable;
    go.on('error', () => {});
    run.onStart(child.pid);
    go.end('go\n');
    stopper.begin();
  });
}

const LADDER = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

/** Ends a process group in steps, when asked to or when its time is over. */
class Stopper {
  timedOut = false;
  stopped = false;
  readonly #child: ChildProcess;
  readonly #run: CommandRun;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #onStop = () => {
    this.stopped = true;
    this.#climb(0);
  };
  readonly #onHurry = () => {
    this.stopped = true;
    this.#kill('SIGKILL');
  };

  constructor(child: ChildProcess, run: CommandRun) {
    this.#child = child;
    this.#run = run;
  }

  begin(): void {
    const { signal, hurry, timeoutMs } = this.#run;
    signal?.addEventListener('abort', this.#onStop, { once: true });
    hurry?.addEventListener('abort', this.#onHurry, { once: true });
    if (signal?.aborted) this.#onStop();
    if (hurry?.aborted) this.#onHurry();
    if (timeoutMs !== undefined) this.#timers.push(setTimeout(() => this.#late(), timeoutMs));
  }

  /** The leader has ended. Where it was stopped, what it left in its group is ended too. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#run.signal?.removeEventListener('abort', this.#onStop);
    this.#run.hurry?.removeEventListener('abort', this.#onHurry);
    if (this.stopped || this.timedOut) this.#kill('SIGKILL');
  }

  #late(): void {
    this.timedOut = true;
    this.#climb(1);
  }

  #climb(step: number): void {
    this.#kill(LADDER[step]);
    if (step + 1 >= LADDER.length) return;
    this.#timers.push(setTimeout(() => this.#climb(step + 1), this.#run.graceMs));
  }

  #kill(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone.
    }
  }
}
