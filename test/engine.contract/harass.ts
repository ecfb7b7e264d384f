import { existsSync } from 'node:fs';
import type { Rng } from '../../src/base/rng.ts';
import { lives, until, workersOf } from './processes.ts';

/** Spark tries a task four times: so many deaths no task dies of. */
const DEATHS = 3;

/** Looks, of ten milliseconds, until the next worker is killed, at most. */
const LONGEST = 60;

/** A run whose workers are killed (-9) at three random moments, and how many of them there were before it ended. */
export async function harassed<T>(mark: string, rng: Rng, run: () => Promise<T>): Promise<[T, number]> {
  let over = false;
  const isOver = () => over;
  const running = run().finally(() => {
    over = true;
  });
  let hits = 0;
  // A run that failed is told below.
  running.catch(() => {});
  while (hits < DEATHS && (await hit(mark, rng, isOver))) hits++;
  return [await running, hits];
}

/** Kills a worker in the middle of its life; false where there was none any more. */
async function hit(mark: string, rng: Rng, over: () => boolean): Promise<boolean> {
  await until(() => over() || workersOf(mark).length > 0);
  let looks = rng.int(LONGEST);
  await until(() => over() || looks-- <= 0);
  for (;;) {
    const pid = await until(() => (over() ? -1 : workersOf(mark)[0]));
    if (pid < 0) return false;
    if (await caught(pid)) return true;
  }
}

/** Kills a process; false where it had ended meanwhile. */
async function caught(pid: number): Promise<boolean> {
  try {
    // One that stands still cannot end meanwhile.
    process.kill(pid, 'SIGSTOP');
  } catch {
    return false;
  }
  if (!existsSync(`/proc/${pid}`) || !lives(pid)) return false;
  process.kill(pid, 'SIGKILL');
  // One that waits between tasks stays a zombie until its parent has another task.
  await until(() => !lives(pid));
  return true;
}
