import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const APPENDER = fileURLToPath(new URL('appender.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/ledger/open.js', import.meta.url));

/** What a process that appends has said. */
export interface Appender {
  readonly child: ChildProcess;
  /** Acknowledged events: their digests by number. */
  readonly acknowledged: Map<number, string>;
  /** Codes of errors. */
  readonly errors: string[];
  /** Resolves when `count` events were acknowledged, or the process has ended. */
  saying(count: number): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Starts a process that appends `count` batches, or without end where `count` is 0. `limit` is the largest file it may write, in KiB. */
export function startAppender(setting: string, name: string, count: number, limit?: number): Appender {
  if (!existsSync(BUILT)) throw new Error('There is no dist/ledger: run `npm run build` before these tests.');
  const args = [APPENDER, setting, name, String(count)];
  const [command, all] =
    limit === undefined
      ? [process.execPath, args]
      : ['/bin/bash', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args]];
  const child = spawn(command, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged = new Map<number, string>();
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const [first, second] of lines.map((line) => line.split(' '))) {
      if (first === 'error') errors.push(second);
      else acknowledged.set(Number(first), second);
    }
    for (const wake of waiting) wake();
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const saying = (wanted: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        if (acknowledged.size < wanted) return;
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      ended.then(() => resolve());
      wake();
    });
  return { child, acknowledged, errors, saying, ended };
}
