import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../base/canonical.ts';
import { Rng } from '../base/rng.ts';
import type { Alert } from './alert.ts';
import { Courier } from './courier.ts';
import type { Answer } from './post.ts';
import type { Spooled } from './spool.ts';

const alertOf = (n: number): Alert => ({
  schema: 'outcross.alert/1',
  id: `id-${n}`,
  finding: 'verdict.early',
  severity: 'warning',
  line: 'l',
  generation: `g${n}`,
  message: 'm',
  at: '2026-01-01T00:00:00.000Z',
});

class Killed extends Error {}

/** What outlives a process: ledger, spool, and the receiver with all that was sent to it. */
class World {
  readonly raised: number[] = [];
  readonly settled = new Map<string, string>();
  readonly spool = new Map<number, Spooled>();
  readonly aside: string[] = [];
  readonly sent: string[] = [];
  /** A receiver that knows keys keeps each alert once. */
  readonly kept: string[] = [];
  now = 0;
  /** Calls until the process is killed, before or after the effect of the last. */
  fuse = Number.POSITIVE_INFINITY;
  after = false;
  answer: (id: string) => Answer = () => ({ outcome: 'taken', status: 200 });

  async call<T>(work: () => T): Promise<T> {
    if (--this.fuse > 0) return work();
    if (this.fuse < 0) throw new Killed();
    if (this.after) work();
    throw new Killed();
  }

  courier(): Courier {
    return new Courier({
      to: 'host',
      rng: new Rng(1),
      spool: {
        put: (alert) => this.call(() => void this.spool.set(alert.seq, alert)),
        list: () => this.call(() => [...this.spool.values()].sort((a, b) => a.seq - b.seq)),
        remove: ({ seq }) => this.call(() => void this.spool.delete(seq)),
        setAside: ({ seq, id }) =>
          this.call(() => {
            this.spool.delete(seq);
            this.aside.push(id);
          }),
      },
      register: {
        outstanding: () =>
          this.call(() =>
            this.raised
              .filter((n) => !this.settled.has(`id-${n}`))
              .map((seq) => ({ seq, alert: alertOf(seq) })),
          ),
        isSettled: (id) => this.call(() => this.settled.has(id)),
        settle: (id, { result }) => this.call(() => void this.settled.set(id, result)),
      },
      post: ({ id }) =>
        this.call(() => {
          const answer = this.answer(id);
          this.sent.push(id);
          if (answer.outcome === 'taken' && !this.kept.includes(id)) this.kept.push(id);
          return answer;
        }),
    });
  }

  run(courier = this.courier(), signal = new AbortController().signal) {
    const all = async () => {
      await courier.gather();
      return courier.deliver(
        () => this.now,
        () => new Date(0),
        signal,
      );
    };
    return all();
  }
}

const ids = (...numbers: number[]) => numbers.map((n) => `id-${n}`);

describe('a courier', () => {
  it('delivers in the order in which alerts were raised, each once', async () => {
    const world = new World();
    world.raised.push(3, 8, 21);
    const courier = world.courier();
    const tried = await world.run(courier);
    expect(tried.map(({ id, attempts }) => [id, attempts])).toEqual(ids(3, 8, 21).map((id) => [id, 1]));
    expect(await world.run(courier)).toEqual([]);
    expect(world.sent).toEqual(ids(3, 8, 21));
    expect([world.spool.size, courier.waiting, courier.due(0)]).toEqual([0, 0, undefined]);
  });

  it('keeps all while the receiver is down, for an hour and over restarts, and delivers them then in order', async () => {
    const world = new World();
    world.raised.push(1, 2);
    world.answer = () => ({ outcome: 'failed', status: 500 });
    const courier = world.courier();
    for (; world.now < 3_600_000; world.now += 30_000) await world.run(courier);
    expect(world.kept).toEqual([]);
    // The first holds up the second; waits grow to five minutes.
    expect(new Set(world.sent)).toEqual(new Set(['id-1']));
    expect(world.sent.length).toBeGreaterThan(10);
    expect(world.sent.length).toBeLessThan(40);
    world.raised.push(3);
    world.answer = () => ({ outcome: 'taken', status: 200 });
    await world.run(world.courier());
    expect(world.kept).toEqual(ids(1, 2, 3));
    expect([...world.settled.values()]).toEqual(['passed', 'passed', 'passed']);
  });

  it('tries no sooner than it said', async () => {
    const world = new World();
    world.raised.push(1);
    world.answer = () => ({ outcome: 'failed', status: 503, wait: 60_000 });
    const courier = world.courier();
    await world.run(courier);
    expect(courier.due(world.now)).toBe(60_000);
    world.now = 59_999;
    expect(await world.run(courier)).toEqual([]);
    world.now = 60_000;
    expect(await world.run(courier)).toHaveLength(1);
  });

  it('sets an alert aside that is refused again and again, and goes on to the next', async () => {
    const world = new World();
    world.raised.push(1, 2);
    world.answer = (id) =>
      id === 'id-1' ? { outcome: 'refused', status: 422 } : { outcome: 'taken', status: 200 };
    const courier = world.courier();
    for (let i = 0; i < 20; i++, world.now += 300_000) await world.run(courier);
    expect(world.sent.filter((id) => id === 'id-1')).toHaveLength(5);
    expect(world.aside).toEqual(['id-1']);
    expect(world.settled.get('id-1')).toBe('failed');
    expect(world.kept).toEqual(['id-2']);
  });

  it('sends nothing that somebody else delivered', async () => {
    const world = new World();
    world.raised.push(1);
    const courier = world.courier();
    await courier.gather();
    world.settled.set('id-1', 'passed');
    expect(
      await courier.deliver(
        () => 0,
        () => new Date(0),
        new AbortController().signal,
      ),
    ).toEqual([]);
    expect([world.sent, world.spool.size]).toEqual([[], 0]);
  });

  it('makes the spool again where it was lost, with the same bytes', async () => {
    const world = new World();
    world.raised.push(4);
    world.answer = () => ({ outcome: 'failed', status: 500 });
    await world.run();
    const first = world.spool.get(4)!.body;
    world.spool.clear();
    await world.run();
    expect(world.spool.get(4)!.body).toBe(first);
    expect(first).toBe(canonicalJson(alertOf(4)));
  });

  it('counts no attempt that a stop cut off', async () => {
    const world = new World();
    world.raised.push(1);
    const stopping = new AbortController();
    world.answer = () => {
      stopping.abort();
      return { outcome: 'failed', error: 'stopped' };
    };
    expect(await world.run(world.courier(), stopping.signal)).toEqual([]);
    expect(world.spool.size).toBe(1);
  });
});

describe('delivery, whenever the process is killed', () => {
  const step = fc.record({
    fuse: fc.integer({ min: 1, max: 30 }),
    after: fc.boolean(),
    raise: fc.integer({ min: 0, max: 2 }),
    down: fc.boolean(),
    loseSpool: fc.boolean(),
  });

  it('an idempotent receiver has each alert exactly once, in order, and nothing that is settled is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const world = new World();
        let next = 1;
        for (const { fuse, after, raise, down, loseSpool } of steps) {
          for (let i = 0; i < raise; i++) world.raised.push(next++);
          if (loseSpool) world.spool.clear();
          Object.assign(world, { fuse, after });
          world.answer = (id) => {
            expect(world.settled.has(id)).toBe(false);
            return down ? { outcome: 'failed', status: 500 } : { outcome: 'taken', status: 200 };
          };
          await world.run().catch((error) => {
            if (!(error instanceof Killed)) throw error;
          });
        }
        world.fuse = Number.POSITIVE_INFINITY;
        world.answer = () => ({ outcome: 'taken', status: 200 });
        await world.run();
        expect(world.kept).toEqual(ids(...world.raised));
        expect(new Set(world.settled.keys())).toEqual(new Set(world.kept));
        expect(world.spool.size).toBe(0);
        await world.run();
        expect(world.kept).toEqual(ids(...world.raised));
      }),
    );
  });
});
