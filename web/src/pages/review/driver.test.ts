import { describe, expect, it } from 'vitest';
import type { Decide, NextItems } from '../../../../src/server/wire.ts';
import { Driver, type DriverOptions, type Outcome, PATIENCE, Refused } from './driver.ts';
import { answerFor, itemAt, itemsAt } from './fixtures.test.support.ts';
import { begin, decide, shown, undo, unsent } from './session.ts';

/** A server whose answers the test gives, and timers that it lets run. */
class Stage {
  readonly asked: number[] = [];
  readonly sent: Decide[] = [];
  readonly waits: number[] = [];
  items: () => Promise<NextItems> = async () => ({ items: [], remaining: 0 });
  answer: (body: Decide) => Promise<Outcome> = async ({ id }) => ({
    kind: 'saved',
    now: answerFor(id, this.sent.length),
  });
  now = 0;
  #timer: (() => void) | undefined;

  readonly options: DriverOptions = {
    clock: () => this.now,
    later: (then, milliseconds) => {
      this.waits.push(milliseconds);
      this.#timer = then;
      return () => {
        this.#timer = undefined;
      };
    },
    port: {
      next: (_queue, after) => {
        this.asked.push(after);
        return this.items();
      },
      item: async (_queue, id) => {
        if (id === 'gone') throw new Error('404');
        return itemAt(Number(id));
      },
      decide: (body) => {
        this.sent.push(body);
        return this.answer(body);
      },
    },
  };

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  ring(): void {
    const timer = this.#timer;
    this.#timer = undefined;
    timer?.();
  }
}

const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

async function started(stage: Stage, ...places: number[]): Promise<Driver> {
  const pages = [itemsAt(...places)];
  stage.items = async () => ({ items: pages.shift() ?? [], remaining: places.length });
  const driver = new Driver(begin('q', 'ana', 0), stage.options);
  driver.start();
  await settle();
  return driver;
}

const accept = (driver: Driver) =>
  driver.change((session, now) => decide(session, { decision: 'accept' }, now));

describe('Driver', () => {
  it('fetches ahead, up to the end of the queue', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1, 2);
    expect(driver.session.ahead).toHaveLength(3);
    expect(stage.asked).toEqual([-1, 2]);
    expect(driver.session.exhausted).toBe(true);
  });

  it('tells whoever listens', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    let calls = 0;
    const end = driver.subscribe(() => calls++);
    accept(driver);
    expect(calls).toBeGreaterThan(0);
    expect(shown(driver.session)?.id).toBe('e1');
    end();
    const before = calls;
    await settle();
    expect(calls).toBe(before);
  });

  it('sends decisions one after the other', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1, 2);
    const gates: (() => void)[] = [];
    stage.answer = ({ id }) =>
      new Promise((resolve) => gates.push(() => resolve({ kind: 'saved', now: answerFor(id, 5) })));
    accept(driver);
    accept(driver);
    await settle();
    expect(stage.sent.map(({ id }) => id)).toEqual(['e0']);
    gates[0]();
    await settle();
    expect(stage.sent.map(({ id }) => id)).toEqual(['e0', 'e1']);
  });

  it('keeps decisions while the server is away, waits longer each time, and sends them when it is back', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1, 2);
    const answer = stage.answer;
    stage.answer = async () => Promise.reject(new Error('no network'));
    accept(driver);
    accept(driver);
    await settle();
    expect(driver.isOffline).toBe(true);
    for (let i = 0; i < 6; i++) {
      stage.ring();
      await settle();
    }
    expect(stage.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, PATIENCE.most]);
    expect(shown(driver.session)?.id).toBe('e2');
    expect(unsent(driver.session)).toHaveLength(2);
    stage.answer = answer;
    stage.ring();
    await settle();
    expect(driver.isOffline).toBe(false);
    expect(unsent(driver.session)).toEqual([]);
  });

  it('tries at once when the network is back', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    const answer = stage.answer;
    stage.answer = async () => Promise.reject(new Error('no network'));
    accept(driver);
    await settle();
    stage.answer = answer;
    driver.retry();
    await settle();
    expect(unsent(driver.session)).toEqual([]);
    expect(stage.isWaiting).toBe(false);
  });

  it('asks for items again after a failure, from where it stood', async () => {
    const stage = new Stage();
    stage.items = async () => Promise.reject(new Error('no network'));
    const driver = new Driver(begin('q', 'ana', 0), stage.options);
    driver.start();
    await settle();
    expect(driver.isOffline).toBe(true);
    stage.items = async () => ({ items: stage.asked.length > 2 ? [] : itemsAt(0), remaining: 1 });
    stage.ring();
    await settle();
    expect(shown(driver.session)?.id).toBe('e0');
    expect(stage.asked.slice(0, 2)).toEqual([-1, -1]);
  });

  it('does not ask again and again for a queue that the server refuses', async () => {
    const stage = new Stage();
    stage.items = async () =>
      Promise.reject(new Refused({ code: 'E_NOT_FOUND', message: 'there is no queue q' }));
    const driver = new Driver(begin('q', 'ana', 0), stage.options);
    driver.start();
    await settle();
    driver.change((session) => session);
    await settle();
    expect(stage.asked).toEqual([-1]);
    expect(driver.failure).toEqual({ code: 'E_NOT_FOUND', message: 'there is no queue q' });
    expect(stage.isWaiting).toBe(false);
    driver.retry();
    await settle();
    expect(stage.asked).toEqual([-1, -1]);
  });

  it('shows a conflict and goes on', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1, 2);
    stage.answer = async ({ id }) => ({ kind: 'conflict', now: answerFor(id, 9) });
    accept(driver);
    stage.answer = async ({ id }) => ({ kind: 'saved', now: answerFor(id, 10) });
    accept(driver);
    await settle();
    expect(driver.session.refusals.map(({ item }) => item.id)).toEqual(['e0']);
    expect(unsent(driver.session)).toEqual([]);
  });

  it('gives up a decision that the server refuses, and says why', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    stage.answer = async () => ({ kind: 'refused', message: 'the role read may not decide' });
    accept(driver);
    await settle();
    expect(driver.session.refusals[0].message).toBe('the role read may not decide');
    expect(driver.isOffline).toBe(false);
  });

  it('sends nothing that was taken back before it left', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    let release = () => {};
    stage.answer = ({ id }) =>
      new Promise((resolve) => {
        release = () => resolve({ kind: 'saved', now: answerFor(id, 5) });
      });
    accept(driver);
    accept(driver);
    driver.change(undo);
    release();
    await settle();
    expect(stage.sent.map(({ id, decision }) => `${decision} ${id}`)).toEqual(['accept e0']);
  });

  it('shows the example of a link before all others, and goes on where there is none', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    await driver.show('7');
    expect(driver.session.ahead.map(({ id }) => id)).toEqual(['e7', 'e0', 'e1']);
    await driver.show('1');
    expect(driver.session.ahead.map(({ id }) => id)).toEqual(['e1', 'e7', 'e0']);
    await driver.show('gone');
    expect(shown(driver.session)?.id).toBe('e1');
  });

  it('is silent after it was stopped, and goes on when started again', async () => {
    const stage = new Stage();
    const driver = await started(stage, 0, 1);
    const answer = stage.answer;
    stage.answer = async () => Promise.reject(new Error('no network'));
    accept(driver);
    await settle();
    driver.stop();
    expect(stage.isWaiting).toBe(false);
    stage.answer = answer;
    driver.start();
    await settle();
    expect(unsent(driver.session)).toEqual([]);
  });
});
