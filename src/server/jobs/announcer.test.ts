import { describe, expect, it } from 'vitest';
import { Announcer } from './announcer.ts';
import type { JobRecord } from './job.ts';
import { recordOf } from './jobs.test.support.ts';

/** An announcer on a clock that goes when told, and what it announced. */
function made() {
  const clock = { now: 0 };
  const waiting: { at: number; work: () => void }[] = [];
  const told: JobRecord[] = [];
  const announcer = new Announcer(
    (record) => told.push(record),
    () => clock.now,
    (milliseconds, work) => {
      waiting.push({ at: clock.now + milliseconds, work });
      return () => {};
    },
  );
  const pass = (milliseconds: number) => {
    clock.now += milliseconds;
    for (const { at, work } of waiting.splice(0)) at <= clock.now ? work() : waiting.push({ at, work });
  };
  return { announcer, told, pass };
}

const running = (done: number) =>
  recordOf({ state: 'running', progress: { label: 'a', done, unit: 'steps' } });

describe('Announcer', () => {
  it('tells every change of state at once', () => {
    const { announcer, told } = made();
    for (const state of ['queued', 'running', 'cancelled', 'queued', 'running', 'done'] as const)
      announcer.announce(recordOf({ state }));
    expect(told.map(({ state }) => state)).toEqual([
      'queued',
      'running',
      'cancelled',
      'queued',
      'running',
      'done',
    ]);
  });

  it('tells of progress a few times a second, the newest always', () => {
    const { announcer, told, pass } = made();
    for (let i = 0; i < 1000; i++) {
      announcer.announce(running(i));
      pass(1);
    }
    pass(1000);
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)?.progress?.done).toBe(999);
  });

  it('tells nothing of progress after the end', () => {
    const { announcer, told, pass } = made();
    announcer.announce(running(1));
    announcer.announce(running(2));
    announcer.announce(recordOf({ state: 'done' }));
    pass(1000);
    expect(told.map(({ state }) => state)).toEqual(['running', 'done']);
  });
});
