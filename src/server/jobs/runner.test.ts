import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ENDED } from './runner.ts';
import { isOver, MOST_REVIVALS, type Wish } from './transitions.ts';
import { GRACE, LOOK, settle, World } from './world.test.support.ts';

const OK = { status: 0, signal: null };
const CRASH = { status: null, signal: 'SIGSEGV' };

/** A world with a server and `n` jobs, whose argument is their id. */
async function worldOf(n: number, maxJobs = 1): Promise<{ world: World; ids: string[] }> {
  const world = new World();
  world.maxJobs = maxJobs;
  const ids = Array.from({ length: n }, () => submitted(world));
  await world.start();
  await settle();
  return { world, ids };
}

function submitted(world: World): string {
  const id = world.submit();
  world.disk.set(id, JSON.stringify({ ...world.read(id), args: [id] }));
  return id;
}

async function ask(world: World, id: string, wish: Wish): Promise<void> {
  world.wishes.push({ id, wish });
  await world.runner?.look();
}

const statesOf = (world: World, ids: readonly string[]) => ids.map((id) => world.read(id).state);

describe('Runner', () => {
  it('runs the oldest first, as many at once as it may', async () => {
    const { world, ids } = await worldOf(3);
    expect(statesOf(world, ids)).toEqual(['running', 'queued', 'queued']);
    world.end(ids[0], OK);
    await settle();
    expect(statesOf(world, ids)).toEqual(['done', 'running', 'queued']);
    const two = await worldOf(3, 2);
    expect(statesOf(two.world, two.ids)).toEqual(['running', 'running', 'queued']);
  });

  it('tells the end of each job once', async () => {
    const { world, ids } = await worldOf(2);
    world.end(ids[0], OK);
    await settle();
    await ask(world, ids[1], 'cancel');
    world.obey();
    await settle();
    expect(world.ends.map(({ id, state }) => [id, state])).toEqual([
      [ids[0], 'done'],
      [ids[1], 'cancelled'],
    ]);
    world.killServer();
    await world.start();
    await settle();
    expect(world.ends).toHaveLength(2);
  });

  it('kills what does not end by Ctrl-C, after a while', async () => {
    const { world, ids } = await worldOf(1);
    await ask(world, ids[0], 'cancel');
    await world.pass(GRACE - 1);
    expect(statesOf(world, ids)).toEqual(['running']);
    await world.pass(1);
    await settle();
    expect(statesOf(world, ids)).toEqual(['cancelled']);
  });

  it('goes on with what a killed server left, once its process is gone', async () => {
    const { world, ids } = await worldOf(1);
    world.killServer();
    await world.start();
    await world.pass(LOOK);
    expect(statesOf(world, ids)).toEqual(['running']);
    expect(world.begun).toHaveLength(1);
    world.obey();
    await world.pass(LOOK);
    await settle();
    expect(world.begun).toHaveLength(2);
    expect(world.read(ids[0])).toMatchObject({ state: 'running', attempts: 2, revivals: 1 });
    expect(world.faults).toEqual([]);
  });

  it('kills a process that does not notice that its server is gone', async () => {
    const { world, ids } = await worldOf(1);
    world.killServer();
    await world.start();
    for (let t = 0; t <= GRACE + 2 * LOOK; t += LOOK) await world.pass(LOOK);
    await settle();
    expect(world.read(ids[0])).toMatchObject({ state: 'running', attempts: 2 });
    expect(world.faults).toEqual([]);
  });

  it('does not begin again what was cancelled, be it while no server was there', async () => {
    const { world, ids } = await worldOf(1);
    world.killServer();
    world.wishes.push({ id: ids[0], wish: 'cancel' });
    world.obey();
    await world.start();
    await world.pass(LOOK);
    await settle();
    expect(statesOf(world, ids)).toEqual(['cancelled']);
    expect(world.begun).toHaveLength(1);
    expect(world.ends).toHaveLength(1);
  });

  it('knows a job that came to its end after its server', async () => {
    const { world, ids } = await worldOf(1);
    world.killServer();
    world.end(ids[0], OK);
    await world.start();
    await settle();
    expect(world.read(ids[0])).toMatchObject({ state: 'done', exit: 0, attempts: 1 });
    expect(world.begun).toHaveLength(1);
    expect(world.ends).toHaveLength(1);
  });

  it('gives up on a job that kills its servers', async () => {
    const { world, ids } = await worldOf(1);
    for (let i = 0; i <= MOST_REVIVALS; i++) {
      world.killServer();
      world.obey();
      await world.start();
      await settle();
    }
    expect(world.begun).toHaveLength(MOST_REVIVALS + 1);
    expect(world.read(ids[0])).toMatchObject({ state: 'interrupted', error: { code: 'E_INTERRUPTED' } });
    await ask(world, ids[0], 'resume');
    expect(statesOf(world, ids)).toEqual(['running']);
  });

  it('stops cleanly, and the next server goes on without a count', async () => {
    const { world, ids } = await worldOf(2);
    const stopped = world.runner!.stop();
    await settle();
    world.obey();
    await stopped;
    expect(statesOf(world, ids)).toEqual(['interrupted', 'queued']);
    await world.start();
    await settle();
    expect(world.read(ids[0])).toMatchObject({ state: 'running', revivals: 0, attempts: 2 });
  });

  it('fails a job where the disk takes no record of its process, and goes on with the next', async () => {
    const world = new World();
    const ids = [submitted(world), submitted(world)];
    world.full = true;
    await world.start();
    expect(world.begun).toEqual([]);
    expect(world.runner?.records.map(({ state }) => state)).toEqual(['failed', 'failed']);
    world.full = false;
    await ask(world, ids[0], 'resume');
    expect(world.begun).toEqual([ids[0]]);
  });

  it('waits for a person where nobody can tell whose a process is', async () => {
    const { world, ids } = await worldOf(1);
    world.killServer();
    const record = world.read(ids[0]);
    const { start: _, ...process } = record.process!;
    world.disk.set(ids[0], JSON.stringify({ ...record, process }));
    await world.start();
    for (let t = 0; t <= GRACE + LOOK; t += LOOK) await world.pass(LOOK);
    expect(world.read(ids[0])).toMatchObject({ state: 'interrupted', error: { code: 'E_LOCKED' } });
    expect(world.alive.size).toBe(1);
    world.obey();
    await ask(world, ids[0], 'resume');
    expect(world.begun).toHaveLength(2);
    expect(world.faults).toEqual([]);
  });

  it('forgets the oldest of those that ended, and none that did not', async () => {
    const world = new World();
    const waiting = submitted(world);
    for (let i = 0; i < 10_000; i++) world.submit({ state: 'done', told: true });
    await world.start();
    expect(world.disk.size).toBe(MOST_ENDED + 1);
    expect(world.read(waiting).state).toBe('running');
  });

  it('passes over files that hold no job', async () => {
    const world = new World();
    const id = submitted(world);
    world.disk.set('damaged', 'null');
    await world.start();
    expect(world.read(id).state).toBe('running');
  });
});

type Action =
  | { do: 'submit' | 'kill server' | 'start server' | 'obey' }
  | { do: 'cancel' | 'resume' | 'finish' | 'crash'; job: number }
  | { do: 'pass'; time: number };

/** What may happen to a world. */
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'submit' } as const) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), job: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), job: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish' as const), job: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), job: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'kill server' } as const) },
  { weight: 4, arbitrary: fc.constant({ do: 'start server' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'obey' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), time: fc.constantFrom(1, LOOK, GRACE) }),
  },
);

/** Turns of the microtask queue: an action may come in the middle of another. */
async function breathe(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await Promise.resolve();
}

async function act(world: World, ids: string[], what: Action): Promise<void> {
  const id = 'job' in what ? ids[what.job % Math.max(1, ids.length)] : undefined;
  if (what.do === 'submit') ids.push(submitted(world));
  else if (what.do === 'kill server') world.killServer();
  else if (what.do === 'start server' && world.runner === undefined) void world.start();
  else if (what.do === 'obey') world.obey();
  else if (what.do === 'pass') void world.pass(what.time);
  else if (id !== undefined && (what.do === 'finish' || what.do === 'crash'))
    world.end(id, what.do === 'finish' ? OK : CRASH);
  else if (id !== undefined && (what.do === 'cancel' || what.do === 'resume'))
    world.wishes.push({ id, wish: what.do });
  void world.runner?.look();
}

describe('whatever comes in which order', () => {
  it('no job runs twice at a time or though cancelled, and every job ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(action, fc.nat(40)), { maxLength: 30 }),
        fc.integer({ min: 1, max: 2 }),
        async (steps, maxJobs) => {
          const world = new World();
          world.maxJobs = maxJobs;
          const ids: string[] = [];
          for (const [what, turns] of steps) {
            await act(world, ids, what);
            await breathe(turns);
          }
          await settle();
          if (world.runner === undefined) await world.start();
          for (let i = 0; i < 4 * (ids.length + 1); i++) {
            await world.pass(GRACE);
            for (const id of ids) world.end(id, OK);
            await world.pass(LOOK);
            await world.runner!.look();
          }
          expect(world.faults).toEqual([]);
          expect(world.alive.size).toBe(0);
          expect(world.wishes).toEqual([]);
          for (const id of ids) expect(isOver(world.read(id).state)).toBe(true);
          const inMemory = new Map(world.runner!.records.map((record) => [record.id, record.state]));
          for (const id of ids) expect(inMemory.get(id)).toBe(world.read(id).state);
        },
      ),
    );
  });

  it('a job that nobody cancels and nothing crashes is done', async () => {
    const calm = action.filter(({ do: what }) => !['cancel', 'crash', 'kill server'].includes(what));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(calm, fc.nat(40)), { maxLength: 20 }), async (steps) => {
        const world = new World();
        const ids: string[] = [];
        for (const [what, turns] of steps) {
          await act(world, ids, what);
          await breathe(turns);
        }
        world.killServer();
        await world.start();
        for (let i = 0; i < 4 * (ids.length + 1); i++) {
          await world.pass(GRACE);
          for (const id of ids) world.end(id, OK);
          await world.pass(LOOK);
        }
        expect(statesOf(world, ids)).toEqual(ids.map(() => 'done'));
      }),
    );
  });
});
