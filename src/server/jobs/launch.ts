import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OutcrossError } from '../../base/errors.ts';
import { isRunning, processStart } from '../../base/process-start.ts';
import { namingLedger } from '../../workspace/named-ledger.ts';
import type { Workspace } from '../../workspace.ts';
import type { ErrorView } from '../wire.ts';
import { Lines } from './lines.ts';
import { LONGEST_NEWS, type News, newsOf } from './news.ts';
import type { Ended } from './transitions.ts';

/** This package's own program. */
export const BINARY = join(
  fileURLToPath(new URL('../../../package.json', import.meta.url)),
  '..',
  'bin',
  'outcross.js',
);

/** A program and what it is given before the arguments of a job. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/** What a job tells while it runs. */
export interface LaunchHooks {
  /** Nothing more is read until it is settled. Must not fail. */
  readonly onLines: (lines: readonly string[]) => Promise<void>;
  readonly onProgress: (progress: NonNullable<News['progress']>) => void;
}

/** A process that stands ready. */
export interface Launched {
  readonly pid: number;
  readonly start: string | undefined;
  /** Lets it begin: before, it does nothing. */
  begin(): void;
  /** As Ctrl-C: it ends cleanly. */
  interrupt(): void;
  kill(): void;
  readonly ended: Promise<Ended>;
}

export interface LaunchRequest {
  readonly args: readonly string[];
  /** Working folder. */
  readonly folder: string;
  /** Person on whose behalf it works. */
  readonly by: string;
  /** Where it leaves its exit status. */
  readonly statusFile: string;
  /** It was begun before: what it was to write may be there. */
  readonly again?: boolean;
}

/** Throws `E_WORKER` where the system starts no process. */
export type Launch = (request: LaunchRequest, hooks: LaunchHooks) => Promise<Launched>;

/** What one can learn of, and do to, a process of another time. */
export interface Processes {
  isRunning(pid: number, start: string | undefined): boolean;
  interrupt(pid: number): void;
  kill(pid: number): void;
}

export const SYSTEM: Processes = {
  isRunning,
  interrupt: (pid) => signalled(pid, 'SIGINT'),
  kill: (pid) => signalled(-pid, 'SIGKILL'),
};

/** Descriptor of the pipe that is both channel of progress and lifeline; see src/cli/progress-pipe.ts. */
const PIPE = 3;

const LONGEST_LINE = 4096;

/** Milliseconds that a process which ended has for the last of its output to arrive; what it started may hold the pipes for ever. */
const LAST_WORDS = 1000;

/**
 * Starts jobs as processes of their own, in groups of their own, so that Ctrl-C in the terminal of the server does not reach them twice.
 * Each holds a lifeline: it begins when the server lets it, and ends when the server is gone. They use the ledger that the server of a workspace
 * has open.
 */
export function launcher(
  program: Program,
  env: NodeJS.ProcessEnv,
  workspace?: Pick<Workspace, 'folder' | 'config'>,
): Launch {
  const ledger = workspace === undefined ? {} : namingLedger(workspace.folder, workspace.config.ledger);
  return async ({ args, folder, by, statusFile, again = false }, hooks) => {
    const child = spawn(program.file, [...program.args, ...args], {
      cwd: folder,
      env: {
        ...environment(env, by),
        ...ledger,
        OUTCROSS_STATUS_FILE: statusFile,
        ...(again ? { OUTCROSS_AGAIN: '1' } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const pid = await idOf(child);
    const pipe = child.stdio[PIPE] as Duplex;
    pipe.on('error', () => pipe.destroy());
    const output = [child.stdout!, child.stderr!].map((stream) => told(stream, hooks.onLines));
    const last: { error?: ErrorView } = {};
    tellNews(pipe, ({ progress, error }) => {
      if (error !== undefined) last.error = error;
      if (progress !== undefined) hooks.onProgress(progress);
    });
    return {
      pid,
      start: processStart(pid),
      begin: () => pipe.write('.'),
      // Windows knows no Ctrl-C of another process, but the end of the lifeline works there too.
      interrupt: () => (process.platform === 'win32' ? pipe.end() : signalled(pid, 'SIGINT')),
      kill: () => (process.platform === 'win32' ? child.kill() : signalled(-pid, 'SIGKILL')),
      ended: endOf(child, pipe, output).then((how) => ({ ...how, ...last })),
    };
  };
}

function environment(env: NodeJS.ProcessEnv, by: string): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, OUTCROSS_AGAIN: __, ...rest } = env;
  return {
    ...rest,
    NO_COLOR: '1',
    OUTCROSS_ACTOR: by,
    OUTCROSS_PROGRESS_FD: String(PIPE),
    OUTCROSS_LIFELINE_FD: String(PIPE),
  };
}

async function idOf(child: ChildProcess): Promise<number> {
  try {
    await once(child, 'spawn');
    return child.pid!;
  } catch (cause) {
    throw new OutcrossError('E_WORKER', `no process could be started: ${(cause as Error).message}`, {
      cause,
      hint: 'The system may be short of memory or of processes.',
    });
  }
}

/** Settles when the stream is at its end. */
async function told(stream: Readable, onLines: LaunchHooks['onLines']): Promise<void> {
  const lines = new Lines(LONGEST_LINE);
  stream.setEncoding('utf8');
  try {
    for await (const text of stream) await onLines(lines.add(text as string));
  } catch {
    // A pipe that breaks has ended.
  }
  await onLines(lines.rest());
}

function tellNews(pipe: Duplex, onNews: (news: News) => void): void {
  const lines = new Lines(LONGEST_NEWS);
  pipe.setEncoding('utf8');
  pipe.on('data', (text: string) => {
    for (const line of lines.add(text)) {
      const news = newsOf(line);
      if (news !== undefined) onNews(news);
    }
  });
}

async function endOf(child: ChildProcess, pipe: Duplex, output: readonly Promise<void>[]): Promise<Ended> {
  const closed = new Promise<void>((resolve) => {
    pipe.once('end', resolve).once('close', resolve);
  });
  const [status, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('exit', (code, by) => resolve([code, by]));
    // A signal that cannot be delivered changes nothing of how it ends.
    child.on('error', () => {});
  });
  const clock = new AbortController();
  const timer = sleep(LAST_WORDS, undefined, { signal: clock.signal }).catch(() => {});
  await Promise.race([Promise.all([...output, closed]), timer]);
  clock.abort();
  for (const stream of [child.stdout, child.stderr, pipe]) stream?.destroy();
  return { status, signal };
}

/** A process that is gone needs no signal. */
function signalled(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}
