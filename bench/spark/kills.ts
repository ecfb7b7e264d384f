import { readdirSync, readFileSync } from 'node:fs';
import type { Rng } from '../../src/base/rng.ts';

/** Milliseconds between two looks for a worker. */
const LOOK = 20;

/**
 * Kills (-9) a worker at each of `moments`, in milliseconds from now, or as soon after it as there is one. `mark` is told to workers by their
 * environment. `stop` ends it and gives how many were killed.
 */
export function killAt(moments: readonly number[], mark: string, rng: Rng): { stop(): number } {
  const started = performance.now();
  const waiting = moments.toSorted((a, b) => a - b);
  let killed = 0;
  const timer = setInterval(() => {
    if (waiting.length === 0 || performance.now() - started < waiting[0]) return;
    const workers = workersOf(mark);
    if (workers.length === 0) return;
    waiting.shift();
    try {
      process.kill(workers[rng.int(workers.length)], 'SIGKILL');
      killed++;
    } catch {
      // It ended meanwhile.
    }
  }, LOOK);
  return {
    stop: () => {
      clearInterval(timer);
      return killed;
    },
  };
}

function workersOf(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => told(pid, 'cmdline').includes('worker\0--') && told(pid, 'environ').includes(mark))
    .map(Number);
}

function told(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
}
