import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Processes of this machine, by Linux's /proc. */

/** Those whose command line holds all of `words`. */
export function processesOf(...words: readonly string[]): number[] {
  return pids().filter((pid) => {
    const line = told(pid, 'cmdline');
    return words.every((word) => line.includes(word));
  });
}

/** Workers that were told `mark`. */
export function workersOf(mark: string): number[] {
  return processesOf('worker\0--job').filter((pid) => told(pid, 'environ').includes(mark));
}

/** Those that have a file open, but this one. */
export function readersOf(path: string): number[] {
  return pids().filter((pid) => pid !== process.pid && openFiles(pid).includes(path));
}

/** The process and those that it descends from. */
export function lineOf(pid: number): number[] {
  const line: number[] = [];
  for (let one = pid; one > 1; one = parentOf(one)) line.push(one);
  return line;
}

/** False for one that has died, its parent knowing of it or not. */
export function lives(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(told(pid, 'status'));
}

/** Kills it, and waits until its parent knows of it: before that a thread of it may hold what it had open. */
export async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await until(() => !existsSync(`/proc/${pid}`));
}

/** Waits until something holds: what is waited for must come, or the test's own patience ends. */
export async function until<T>(
  found: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const value = await found();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(told(pid, 'status'))?.[1] ?? 0);
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    return [];
  }
}

function told(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
}
