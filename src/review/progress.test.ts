import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { AT, review } from '../ledger/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import type { NewQueueItem } from '../ledger/queue/item.ts';
import { queuesOf } from '../ledger/queue/open.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { queueAgreement, queueTally, sampleProgress } from './progress.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let made = 0;
afterAll(async () => {
  for (const store of opened) await store.close();
});

const SEEN = 'a'.repeat(64);
const item = (id: string, more: Partial<NewQueueItem> = {}): NewQueueItem => ({
  id,
  text: id,
  seen: SEEN,
  provenance: {},
  reasons: [],
  human: [],
  duplicates: [],
  wants: 1,
  ...more,
});
const store = await openLedger(join(disk.folder, 'all.sqlite'), '.');
opened.push(store);

/** A queue of its own with a sample in this order, and the ids of its items. */
async function scene(size: number, more: object = {}, items: Partial<NewQueueItem> = {}) {
  const id = `q${made++}`;
  const ids = Array.from({ length: size }, (_, i) => `${id} e${i}`);
  const named = { id, createdAt: AT, createdBy: 'zoe', corpora: [], seed: '1', reviewers: 2, overlap: 0 };
  const numbers = { error: 0.1, population: 1_000, sampled: size };
  const all = ids.map((name, sample) => item(name, { sample, ...items }));
  await queuesOf(store).create({ ...named, ...numbers, ...more }, all);
  const progress = async () => sampleProgress(store, await queuesOf(store).queue(id));
  return { id, ids, progress };
}
const WORDS = ['accept', 'reject', 'skip', 'edit'] as const;

describe('what a random sample bounds', () => {
  it('is of its beginning alone, whatever else was decided: a law', async () => {
    const words = fc.array(fc.option(fc.constantFrom(...WORDS)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const { ids, progress } = await scene(said.length);
        await store.append(said.flatMap((word, i) => (word === null ? [] : [review(ids[i], word)])));
        const end = said.indexOf(null);
        const begun = said.slice(0, end < 0 ? said.length : end).filter((word) => word !== 'skip');
        const rejected = begun.filter((word) => word === 'reject').length;
        const found = (await progress())!;
        expect([found.decided, found.rejected]).toEqual([begun.length, rejected]);
        if (begun.length === 0) expect(found).not.toHaveProperty('rate');
        else {
          expect(found.rate).toBeCloseTo(rejected / begun.length, 12);
          expect(found.interval![0]).toBeLessThanOrEqual(found.rate!);
          expect(found.interval![1]).toBeGreaterThanOrEqual(found.rate!);
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('goes back to before a decision that was taken back', async () => {
    const { ids, progress } = await scene(3);
    await store.append(ids.map((id) => review(id, 'reject')));
    expect(await progress()).toMatchObject({ decided: 3, rejected: 3 });
    await store.append([review(ids[1], 'undo')]);
    expect(await progress()).toMatchObject({ decided: 1, rejected: 1 });
  });

  it('does not count a decision about another text of the same id', async () => {
    const { ids, progress } = await scene(2);
    await store.append([review(ids[0], 'reject', { seen: 'b'.repeat(64) })]);
    expect(await progress()).toMatchObject({ decided: 0, rejected: 0 });
    // What was said of the right text before holds still.
    await store.append([
      review(ids[0], 'accept', { seen: SEEN }),
      review(ids[0], 'reject', { seen: 'b'.repeat(64) }),
    ]);
    expect(await progress()).toMatchObject({ decided: 1, rejected: 0 });
  });

  it('leaves no doubt where the sample is the population', async () => {
    const { ids, progress } = await scene(4, { population: 4 });
    await store.append(ids.map((id, i) => review(id, i === 0 ? 'reject' : 'accept')));
    expect(await progress()).toMatchObject({ rate: 0.25, interval: [0.25, 0.25] });
  });

  it('says how many would do once there is enough to plan by, and never more than were drawn', async () => {
    const { ids, progress } = await scene(40);
    await store.append(ids.slice(0, 29).map((id) => review(id)));
    expect(await progress()).not.toHaveProperty('wantedAtRate');
    await store.append([review(ids[29])]);
    const { wantedAtRate, wanted } = (await progress())!;
    expect(wanted).toBe(40);
    expect(wantedAtRate).toBeLessThanOrEqual(40);
    expect(wantedAtRate).toBeGreaterThan(0);
  });

  it('does not exist where nothing was drawn', async () => {
    const { progress } = await scene(2, { sampled: 0 });
    expect(await progress()).toBeUndefined();
  });
});

describe('how far reviewers of a queue agree', () => {
  const by = (id: string, reviewer: string, word: (typeof WORDS)[number], more = {}) =>
    review(id, word, { reviewer, ...more });

  it('is over what two decided about since the queue was made', async () => {
    const before = `q${made} e0`;
    await store.append([by(before, 'old', 'reject')]);
    const { id, ids } = await scene(3, {}, { wants: 2 });
    expect(ids[0]).toBe(before);
    await store.append([
      by(ids[0], 'zoe', 'accept'),
      by(ids[0], 'max', 'accept'),
      by(ids[1], 'zoe', 'accept'),
      by(ids[1], 'max', 'reject'),
      by(ids[2], 'zoe', 'accept'),
    ]);
    const { pairs, disputed } = await queueAgreement(store, await queuesOf(store).queue(id));
    expect(pairs).toMatchObject([{ a: 'max', b: 'zoe', examples: 2, agreed: 1 }]);
    expect(disputed).toEqual([ids[1]]);
  });

  it('takes two who relabel to different origins for two who disagree', async () => {
    const { id, ids } = await scene(1, {}, { wants: 2 });
    await store.append([
      review(ids[0], 'relabel', { reviewer: 'zoe', origin: 'human' }),
      review(ids[0], 'relabel', { reviewer: 'max', origin: 'synthetic' }),
    ]);
    const { disputed } = await queueAgreement(store, await queuesOf(store).queue(id));
    expect(disputed).toEqual([ids[0]]);
  });

  it('does not hold a skip against anybody', async () => {
    const { id, ids } = await scene(1, {}, { wants: 2 });
    await store.append([by(ids[0], 'zoe', 'accept'), by(ids[0], 'max', 'skip')]);
    expect(await queueAgreement(store, await queuesOf(store).queue(id))).toEqual({ pairs: [], disputed: [] });
  });
});

describe('the tally of a queue', () => {
  it('is of all reviewers by decision, and of one without what was only skipped', async () => {
    const { id, ids } = await scene(3);
    await store.append([
      review(ids[0], 'accept'),
      review(ids[1], 'skip'),
      review(ids[2], 'accept', { reviewer: 'max' }),
    ]);
    expect(await queueTally(store, id, 'zoe')).toEqual({ mine: 1, tally: { accept: 2, skip: 1 } });
    expect(await queueTally(store, id, 'nobody')).toMatchObject({ mine: 0 });
  });
});
