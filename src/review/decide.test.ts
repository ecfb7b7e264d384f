import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { AT, review } from '../ledger/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import type { NewQueueItem } from '../ledger/queue/item.ts';
import { queuesOf } from '../ledger/queue/open.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { type DecisionAsk, decideItem, itemState } from './decide.ts';
import { queueAgreement, queueTally, sampleProgress } from './progress.ts';

const disk = scratch();
const opened: LedgerStore[] = [];
let made = 0;
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const item = (id: string, more: Partial<NewQueueItem> = {}): NewQueueItem => ({
  id,
  text: `text of ${id}`,
  seen: digest(`text of ${id}`),
  provenance: {},
  reasons: [],
  human: [],
  duplicates: [],
  wants: 1,
  ...more,
});

async function scene(items: readonly NewQueueItem[], sampled = 0) {
  const store = await openLedger(join(disk.folder, `${made++}.sqlite`), '.');
  opened.push(store);
  const named = { id: 'q', createdAt: AT, createdBy: 'zoe', corpora: ['g.jsonl'], seed: '1' };
  const numbers = { reviewers: 2, overlap: 0.5, error: 0.1, population: 100, sampled };
  const queue = await queuesOf(store).create({ ...named, ...numbers }, items);
  const decide = (id: string, decision: DecisionAsk['decision'], version: number, more: object = {}) =>
    decideItem(store, {
      queue: 'q',
      id,
      reviewer: 'zoe',
      decision,
      seen: digest(`text of ${id}`),
      version,
      at: AT,
      ...more,
    });
  return { store, queue, decide };
}

describe('decideItem', () => {
  it('appends a decision with all that was said, bound to the text and the queue', async () => {
    const { decide } = await scene([item('a')]);
    const event = await decide('a', 'relabel', 0, { origin: 'human', note: 'a diary', seconds: 3.5 });
    expect(event).toMatchObject({
      seq: 1,
      kind: 'review.decided',
      actor: { kind: 'person', name: 'zoe' },
      subjects: [{ type: 'example', id: 'a' }],
      body: {
        decision: 'relabel',
        origin: 'human',
        reviewer: 'zoe',
        note: 'a diary',
        seconds: 3.5,
        queue: 'q',
        seen: digest('text of a'),
      },
    });
  });

  it('writes nothing where somebody was faster, wherever they decided', async () => {
    const { store, decide } = await scene([item('a')]);
    await store.append([review('a', 'reject', { reviewer: 'max' })]);
    await expect(decide('a', 'accept', 0)).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect((await store.head()).seq).toBe(1);
    expect((await decide('a', 'accept', 1)).seq).toBe(2);
  });

  it.each<[string, Partial<DecisionAsk>, string]>([
    ['another text than the queue has', { seen: digest('text of b') }, 'E_CONFLICT'],
    ['an example that is not in it', { id: 'z' }, 'E_NOT_FOUND'],
    ['a queue that is not there', { queue: 'p' }, 'E_NOT_FOUND'],
    ['an edit without a text', { decision: 'edit' }, 'E_PARAMETER'],
    ['a relabelling as nothing', { decision: 'relabel' }, 'E_PARAMETER'],
    ['a text that nobody asked for', { text: 'x' }, 'E_PARAMETER'],
    ['an origin that nobody asked for', { origin: 'human' }, 'E_PARAMETER'],
    ['half a character', { decision: 'edit', text: 'a\ud800' }, 'E_PARAMETER'],
    ['half a character in a note', { note: '\udc00' }, 'E_PARAMETER'],
    ['taking back what one never said', { decision: 'undo' }, 'E_PARAMETER'],
  ])('refuses %s, and writes nothing', async (_, change, code) => {
    const { store, decide } = await scene([item('a')]);
    await store.append([review('a', 'reject', { reviewer: 'max' })]);
    const { id = 'a', decision = 'accept', ...more } = change;
    await expect(decide(id, decision, 1, { seen: digest('text of a'), ...more })).rejects.toMatchObject({
      code,
    });
    expect((await store.head()).seq).toBe(1);
  });

  it('tells of an undo that comes twice that the first was faster, and of one too early that there is nothing', async () => {
    const { store, decide } = await scene([item('a')]);
    await decide('a', 'reject', 0);
    await decide('a', 'undo', 1);
    await expect(decide('a', 'undo', 1)).rejects.toMatchObject({ code: 'E_CONFLICT' });
    await expect(decide('a', 'undo', 2)).rejects.toMatchObject({ code: 'E_PARAMETER' });
    await expect(decide('a', 'undo', 7)).rejects.toMatchObject({ code: 'E_PARAMETER' });
    expect((await store.head()).seq).toBe(2);
  });

  it("takes back one's own, and leaves what another said", async () => {
    const { store, decide } = await scene([item('a', { wants: 2 })]);
    await decide('a', 'reject', 0);
    await decide('a', 'accept', 1, { reviewer: 'max' });
    await decide('a', 'undo', 2);
    const { version, decisions } = await itemState(store, item('a'), 0, 'max');
    expect(version).toBe(3);
    expect(decisions.map(({ body }) => body['reviewer'])).toEqual(['max']);
  });
});

describe('itemState', () => {
  it('keeps from those who are to decide what others said since the queue was made', async () => {
    const { store, decide } = await scene([item('a', { wants: 2 }), item('b')]);
    await decide('a', 'reject', 0);
    await decide('b', 'reject', 0);
    const seen = async (id: string, reviewer: string, wants: number) =>
      (await itemState(store, item(id, { wants }), 0, reviewer)).decisions.length;
    expect(await seen('a', 'max', 2)).toBe(0);
    expect(await seen('a', 'zoe', 2)).toBe(1);
    expect(await seen('b', 'max', 1)).toBe(1);
    await decide('a', 'skip', 1, { reviewer: 'max' });
    expect(await seen('a', 'max', 2)).toBe(1);
    await decide('a', 'accept', 3, { reviewer: 'max' });
    expect(await seen('a', 'max', 2)).toBe(2);
  });

  it('names the newest event even where it may not be seen, so that a decision can name it', async () => {
    const { store, decide } = await scene([item('a', { wants: 2 })]);
    await decide('a', 'reject', 0);
    expect(await itemState(store, item('a', { wants: 2 }), 0, 'max')).toEqual({ version: 1, decisions: [] });
  });
});

describe('sampleProgress', () => {
  const drawn = Array.from({ length: 5 }, (_, i) => item(`e${i}`, { sample: i }));

  it('counts the beginning of the draw, up to the first that nobody looked at', async () => {
    const { store, queue, decide } = await scene([...drawn, item('x')], 5);
    expect(await sampleProgress(store, queue)).toEqual({
      population: 100,
      decided: 0,
      wanted: 5,
      rejected: 0,
      error: 0.1,
    });
    await decide('e0', 'reject', 0);
    await decide('e1', 'accept', 0);
    await decide('e4', 'reject', 0);
    await decide('x', 'reject', 0);
    expect(await sampleProgress(store, queue)).toMatchObject({ decided: 2, rejected: 1, rate: 0.5 });
    await decide('e2', 'skip', 0);
    await decide('e3', 'accept', 0);
    const found = (await sampleProgress(store, queue))!;
    expect(found).toMatchObject({ decided: 4, rejected: 2 });
    expect(found.interval![0]).toBeGreaterThan(0);
    expect(found.interval![1]).toBeLessThan(1);
  });

  it('counts what stands: what was taken back or was about another text is open', async () => {
    const { store, queue, decide } = await scene(drawn, 5);
    await decide('e0', 'reject', 0);
    await decide('e0', 'undo', 1);
    expect(await sampleProgress(store, queue)).toMatchObject({ decided: 0 });
    await store.append([review('e0', 'reject', { seen: digest('another') })]);
    expect(await sampleProgress(store, queue)).toMatchObject({ decided: 0 });
    await store.append([
      review('e0', 'reject', { reviewer: 'max' }),
      review('e0', 'skip', { reviewer: 'ann' }),
    ]);
    expect(await sampleProgress(store, queue)).toMatchObject({ decided: 1, rejected: 1 });
  });

  it('says how many would do at the rate that shows, once enough are decided', async () => {
    const many = Array.from({ length: 40 }, (_, i) => item(`e${i}`, { sample: i }));
    const { store, queue } = await scene(many, 40);
    await store.append(many.slice(0, 35).map(({ id }) => review(id)));
    const found = (await sampleProgress(store, { ...queue, error: 0.1, population: 10_000 }))!;
    expect(found.wantedAtRate).toBeLessThan(40);
    expect(await sampleProgress(store, { ...queue, sampled: 0 })).toBeUndefined();
  });
});

describe('queueAgreement', () => {
  it('is over the items that two decided about in this queue, as they say now', async () => {
    const { store, queue, decide } = await scene(['a', 'b', 'c'].map((id) => item(id, { wants: 2 })));
    await decide('a', 'accept', 0);
    await decide('a', 'reject', 1, { reviewer: 'max' });
    await decide('a', 'accept', 2, { reviewer: 'max' });
    await decide('b', 'relabel', 0, { origin: 'human' });
    await decide('b', 'relabel', 4, { origin: 'mixed', reviewer: 'max' });
    await decide('c', 'accept', 0);
    const { pairs, disputed } = await queueAgreement(store, queue);
    expect(pairs).toMatchObject([{ a: 'max', b: 'zoe', examples: 2, agreed: 1 }]);
    expect(disputed).toEqual(['b']);
    expect(await queueTally(store, 'q', 'zoe')).toEqual({ mine: 3, tally: { accept: 3, relabel: 2 } });
  });
});
