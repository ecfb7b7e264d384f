import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Bell } from './bell.ts';

const clock = {
  now: () => 0,
  date: () => new Date(0),
  sleep: (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, undefined, { signal }).catch(() => {}),
};
const idle = new AbortController().signal;

describe('a bell', () => {
  it('wakes who waits', async () => {
    const bell = new Bell();
    const waiting = bell.wait(60_000, clock, idle);
    bell.ring();
    await waiting;
  });

  it('is heard by who comes a moment later, once', async () => {
    const bell = new Bell();
    bell.ring();
    await bell.wait(60_000, clock, idle);
    const stop = new AbortController();
    const second = bell.wait(60_000, clock, stop.signal);
    expect(await Promise.race([second.then(() => 'woken'), sleep(20, 'asleep')])).toBe('asleep');
    stop.abort();
    await second;
  });
});
