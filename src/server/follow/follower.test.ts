import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { job, review } from '../../ledger/fixtures.test.support.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import { Follower } from './follower.ts';

const { make } = workspaces();

async function followed() {
  const store = await openLedgerOf(await make('line: x\n'), { create: true });
  const taken: number[] = [];
  const follower = new Follower(store, ['job.ended', 'audit.ran'], ({ seq }) => taken.push(seq));
  return { store, taken, follower };
}

describe('Follower', () => {
  it('takes each event of its kinds once, in order, and no others', async () => {
    const { store, taken, follower } = await followed();
    expect(await follower.upToDate()).toBe(0);
    await store.append([job('a'), review('x'), job('b')]);
    expect(await follower.upToDate()).toBe(3);
    expect(await follower.upToDate()).toBe(3);
    await store.append([job('c')]);
    await follower.upToDate();
    expect(taken).toEqual([1, 3, 4]);
    await store.close();
  });

  it('takes all that was appended before it was asked, whoever asks at the same time', async () => {
    const { store, taken, follower } = await followed();
    let appended = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }), async (steps) => {
        const asked: Promise<number>[] = [];
        for (const events of steps) {
          if (events > 0) await store.append(Array.from({ length: events }, (_, i) => job(`j${i}`)));
          appended += events;
          asked.push(follower.upToDate());
        }
        await Promise.all(asked);
        expect(await follower.upToDate()).toBe(appended);
        expect(taken).toEqual(Array.from({ length: appended }, (_, i) => i + 1));
      }),
      { numRuns: 20 },
    );
    await store.close();
  });

  it('goes on after a store that failed once, and loses nothing', async () => {
    const { store, taken } = await followed();
    await store.append([job('a'), job('b')]);
    let broken = true;
    const flaky = {
      ...store,
      head: () => store.head(),
      events: (query: object) => {
        if (broken) throw new Error('gone for a moment');
        return store.events(query);
      },
    } as typeof store;
    const follower = new Follower(flaky, ['job.ended'], ({ seq }) => taken.push(seq));
    await expect(follower.upToDate()).rejects.toThrow('gone');
    broken = false;
    expect(await follower.upToDate()).toBe(2);
    expect(taken).toEqual([1, 2]);
    await store.close();
  });
});
