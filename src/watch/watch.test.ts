import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../base/folder-lock.ts';
import { Rng } from '../base/rng.ts';
import { recordFacts } from '../ledger/recorder.ts';
import { Bell } from './bell.ts';
import { Courier } from './courier.ts';
import { watchDesk } from './desk.test.support.ts';
import { deliveredFact, isSettled, outstanding } from './outbox.ts';
import type { Answer } from './post.ts';
import { openSpool } from './spool.ts';
import { type WatchOptions, watchOn, watchOnce } from './watch.ts';

const desks = watchDesk();
const TAKEN: Answer = { outcome: 'taken', status: 200 };

/** A watch whose sleeps pass at once, on the desk's own time. */
async function assembled(answer: () => Answer = () => TAKEN) {
  const desk = await desks.open();
  const start = await desk.start();
  const spoolFolder = join(desk.folder, 'spool');
  mkdirSync(spoolFolder, { recursive: true });
  const sent: string[] = [];
  const { ledger, events } = start;
  const settle = (id: string, body: Omit<Parameters<typeof deliveredFact>[1], 'version'>) =>
    recordFacts(ledger, [deliveredFact(id, { ...body, version: '1' })], {
      actor: { kind: 'tool', name: 't' },
      now: () => new Date(0),
    }).then(() => {});
  const courier = new Courier({
    to: 'host',
    rng: new Rng(1),
    spool: await openSpool(spoolFolder),
    register: {
      outstanding: () => outstanding(ledger),
      isSettled: (id) => isSettled(ledger, id),
      settle,
    },
    post: async ({ id }) => {
      sent.push(id);
      return answer();
    },
  });
  const states: number[] = [];
  const options: WatchOptions = {
    rounds: start.rounds,
    courier,
    spoolFolder,
    to: 'host',
    clock: {
      now: () => desk.state.now,
      date: () => new Date(0),
      async sleep(milliseconds) {
        desk.state.now += milliseconds;
        await sleep(1);
      },
    },
    every: 30_000,
    settle: 1_000,
    patience: 10_000,
    tell: (event) => events.push(event),
    onState: ({ waiting }) => states.push(waiting),
  };
  return { desk, options, sent, states, ...start };
}

const idle = new AbortController().signal;

describe('watchOnce', () => {
  it('waits until what is there is settled, checks it, and delivers', async () => {
    const { desk, options, sent, kinds } = await assembled();
    desk.write('g1', 'healthy');
    desk.write('g2', 'late');
    expect(await watchOnce(options, idle)).toMatchObject({ checked: 2, alerts: 1, pending: 0 });
    expect(sent).toHaveLength(1);
    expect(kinds()).toEqual(['checked', 'checked', 'delivered']);
  });

  it('leaves a file that keeps changing to the next time', async () => {
    const { desk, options, sent } = await assembled();
    let size = 0;
    const clock = {
      ...options.clock,
      async sleep(milliseconds: number) {
        desk.state.now += milliseconds;
        desk.write('g1', `late ${'x'.repeat(++size)}`);
      },
    };
    desk.write('g1', 'late');
    expect(await watchOnce({ ...options, clock }, idle)).toMatchObject({ checked: 0, pending: 1 });
    expect(desk.state.now).toBeLessThan(20_000);
    expect(sent).toEqual([]);
    expect(await watchOnce(options, idle)).toMatchObject({ checked: 1 });
  });

  it('calls a file unreadable only after its patience, however long a look takes', async () => {
    const { desk, options } = await assembled();
    desk.write('g1', 'broken');
    expect(await watchOnce(options, idle)).toMatchObject({ pending: 0, unreadable: { code: 'E_TRUNCATED' } });
    expect(desk.state.now).toBeGreaterThanOrEqual(10_000);
  });

  it('delivers nothing while another process delivers from the spool', async () => {
    const { desk, options, sent } = await assembled();
    desk.write('g1', 'late');
    const lock = await lockFolder(options.spoolFolder, 'tests');
    expect(await watchOnce(options, idle)).toMatchObject({ alerts: 1 });
    expect(sent).toEqual([]);
    await lock.release();
    await watchOnce(options, idle);
    expect(sent).toHaveLength(1);
  });

  it('ends as interrupted on a signal', async () => {
    const { desk, options } = await assembled();
    desk.write('g1', 'late');
    const stop = new AbortController();
    const clock = { ...options.clock, sleep: async () => stop.abort() };
    await expect(watchOnce({ ...options, clock }, stop.signal)).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });
});

describe('watchOn', () => {
  const until = async (holds: () => boolean) => {
    while (!holds()) await sleep(1);
  };

  it('goes on for ever: new generations, a receiver that is down and comes back, and ends on the signal', async () => {
    let up = false;
    const failed: Answer = { outcome: 'failed', status: 500 };
    const { desk, options, sent, kinds, states } = await assembled(() => (up ? TAKEN : failed));
    const stop = new AbortController();
    const watching = watchOn(options, new Bell(), stop.signal);
    desk.write('g1', 'late');
    await until(() => sent.length >= 3);
    expect(kinds()).not.toContain('delivered');
    desk.write('g2', 'late too');
    await until(() => kinds().filter((kind) => kind === 'checked').length === 2);
    up = true;
    await until(() => kinds().filter((kind) => kind === 'delivered').length === 2);
    stop.abort();
    await watching;
    expect(new Set(sent).size).toBe(2);
    expect(Math.max(...states)).toBeGreaterThan(0);
    expect(await outstanding(await desk.start().then(({ ledger }) => ledger))).toEqual([]);
    // Whoever comes next may deliver.
    await (await lockFolder(options.spoolFolder, 'tests')).release();
  });

  it('tells an error once, tries again, and goes on when it is mended', async () => {
    const { desk, options, kinds, events } = await assembled();
    const stop = new AbortController();
    desk.write('g1', 'fault');
    const watching = watchOn(options, new Bell(), stop.signal);
    await until(() => kinds().includes('error'));
    const then = desk.state.now;
    await until(() => desk.state.now > then + 10 * options.every);
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([
      { kind: 'error', code: 'E_CONFIG', message: 'the anchor is gone' },
    ]);
    desk.write('g1', 'healthy');
    await until(() => kinds().includes('checked'));
    stop.abort();
    await watching;
  });
});
