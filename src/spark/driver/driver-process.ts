import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The two ends of the channel to the Python driver. */
export interface Channel {
  readonly reads: Readable;
  readonly writes: Writable;
  /** Resolves when the driver is gone, with what it said last. */
  readonly gone: Promise<string>;
  /** Ends the driver, whatever it does. */
  kill(): void;
}

/** Where spark-submit started this process: the descriptors of the channel to its driver, `reads,writes`. */
export const CHANNEL_VARIABLE = 'OUTCROSS_SPARK_CHANNEL';

/** Lines of what the driver says that are kept for an error. */
const SAID = 20;

/** The driver's program, beside this package's own. */
export function driverScript(): string {
  return fileURLToPath(new URL('../../../spark/outcross_job.py', import.meta.url));
}

/** Starts a driver. What it says, Spark's log for the most part, is kept for errors and not shown. */
export function startDriver(python: string, env: NodeJS.ProcessEnv): Channel {
  const child = spawn(python, [driverScript()], {
    env: { ...env, [CHANNEL_VARIABLE]: '3,4' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // Ctrl-C of a terminal is for the command line, which cancels its jobs: to the driver it would be an end without a word.
    detached: true,
  });
  const said = new LastLines(SAID);
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.add(text));
  }
  const writes = child.stdio[3] as Writable;
  writes.on('error', () => {});
  return {
    writes,
    reads: child.stdio[4] as Readable,
    gone: ended(child, said),
    kill: () => void child.kill('SIGKILL'),
  };
}

function ended(child: ChildProcess, said: LastLines): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.on('close', (status, signal) => {
      const how = signal === null ? `status ${status}` : `signal ${signal}`;
      resolve([`it ended with ${how}`, ...said.lines].join('\n'));
    });
  });
}

/** The channel to the driver that started this process. */
export function inheritedChannel(descriptors: string): Channel {
  const [reads, writes] = descriptors.split(',').map(Number);
  // Not a stream of a file: its reads would keep a thread, and the process from ending.
  const output = new Socket({ fd: writes, readable: false, writable: true });
  output.on('error', () => {});
  return {
    reads: new Socket({ fd: reads, readable: true, writable: false }),
    writes: output,
    gone: Promise.resolve('the application ended'),
    kill: () => {},
  };
}

class LastLines {
  readonly #most: number;
  #text = '';

  constructor(most: number) {
    this.#most = most;
  }

  get lines(): string[] {
    const lines = this.#text.split('\n').filter((line) => line.trim() !== '');
    return lines.slice(-this.#most);
  }

  add(text: string): void {
    this.#text = (this.#text + text).slice(-1 << 14);
  }
}
