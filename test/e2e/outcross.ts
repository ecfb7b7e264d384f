import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from '../../src/cli/context.ts';
import { THOROUGH } from '../fixtures/thorough.ts';

const BINARY = fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));
const RUN = new URL('../../dist/cli/run.js', import.meta.url).href;
const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a run of the program ended. */
export interface Outcome {
  /** Exit status; null where a signal killed it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** All of standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real program, as a shell would. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
  requireBuild();
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
  });
  child.stdin.on('error', () => {});
  return child;
}

function requireBuild(): void {
  if (!existsSync(BUILT))
    throw new Error('There is no dist/cli/main.js: run `npm run build` before these tests.');
}

/** Waits for the end of a program that was started. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** Runs the program to its end: in this process where that shows the same (see `within`), else in one of its own. */
export function outcross(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const own = THOROUGH || busy || options.input !== undefined || args.includes('-') || needsProcess(options);
  return own ? outcrossProcess(args, options) : within(args, options);
}

/** Runs the real program to its end, in a process of its own. */
export function outcrossProcess(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = start(args, options);
  child.stdin.end(options.input ?? '');
  return ended(child);
}

/** What the program reads of its context alone. All else is read by Node or by other programs, of the process. */
const OF_CONTEXT = ['OUTCROSS_ACTOR', 'ALERT_SECRET', 'NO_COLOR', 'FORCE_COLOR', 'TERM'];

function needsProcess({ env = {} }: RunOptions): boolean {
  return Object.keys(env).some((name) => !OF_CONTEXT.includes(name));
}

let busy = false;

/**
 * What `bin/outcross.js` runs, compiled as it is shipped, but in the process of the test: its code is warm there. Only signals,
 * streams and the end of the process are not those of the real program.
 */
async function within(args: readonly string[], { cwd, env }: RunOptions): Promise<Outcome> {
  requireBuild();
  const said = { stdout: '', stderr: '' };
  const { NO_COLOR: _, FORCE_COLOR: __, ...own } = process.env;
  const context: Context = {
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    env: { ...own, ...env },
    signal: new AbortController().signal,
    now: () => performance.now(),
    status: 0,
  };
  const before = process.cwd();
  // From here on at once: a second run beside this one must see it.
  busy = true;
  try {
    const { run } = (await import(RUN)) as typeof import('../../src/cli/run.ts');
    if (cwd !== undefined) process.chdir(cwd);
    const status = await run(args, context);
    return { status, ...said };
  } finally {
    process.chdir(before);
    busy = false;
  }
}
