import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { review } from '../../src/ledger/fixtures.test.support.ts';
import type { NewQueue, NewQueueItem } from '../../src/ledger/queue/item.ts';
import { queuesOf } from '../../src/ledger/queue/open.ts';
import { LEASE } from '../../src/ledger/queue/queues.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { decideItem, itemState } from '../../src/review/decide.ts';
import { QueueModel } from './queue-model.ts';
import type { LedgerPlace } from './suite.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

export const QUEUE: NewQueue = {
  id: 'q1',
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'zoe',
  corpora: ['g1.jsonl'],
  seed: '1',
  reviewers: 2,
  overlap: 0.5,
  error: 0.05,
  population: 100,
  sampled: 2,
};

export function item(id: string, wants = 1, text = `text of ${id}`): NewQueueItem {
  return {
    id,
    text,
    seen: digest(text),
    provenance: { origin: 'synthetic' },
    reasons: [{ kind: 'tail', text: 'rare words', weight: 0.5, spans: [[0, 4]] }],
    human: [{ id: 'h1', text: 'by a person', similarity: 0.25, origin: 'human' }],
    duplicates: [],
    wants,
  };
}

/** What queues must keep, whatever database they are in. */
export function queueContract(name: string, fresh: () => Promise<LedgerPlace>): void {
  const opened: LedgerStore[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  const opening = async (place: LedgerPlace) => {
    const store = await place.open();
    opened.push(store);
    return { store, queues: queuesOf(store) };
  };
  const filled = async (items: readonly NewQueueItem[]) => {
    const place = await fresh();
    const { store, queues } = await opening(place);
    await queues.create(QUEUE, items);
    const next = async (reviewer: string, count = 10, after = -1, now = 0) =>
      (await queues.next({ queue: 'q1', reviewer, count, after, now })).map(({ id }) => id);
    const decide = (reviewer: string, id: string, decision = 'accept', more: object = {}) =>
      store.append([review(id, decision as 'accept', { reviewer, ...more })]);
    return { place, store, queues, next, decide };
  };

  describe(`${name}: a queue`, () => {
    it('comes back as it went in, whatever the text', async () => {
      const texts = [
        '',
        'plain',
        '\u0000\u001b[2J',
        '\u202eevil',
        '<script>alert(1)</script>',
        "';--",
        '😀 é',
        '\ud800',
      ];
      const { queues } = await filled(texts.map((text, i) => item(`e${i}`, 1, text)));
      const items = await queues.next({ queue: 'q1', reviewer: 'zoe', count: 20, now: 0 });
      expect(items.map(({ text }) => text)).toEqual(texts);
      expect(items[2]).toEqual({ queue: 'q1', place: 2, ...item('e2', 1, texts[2]) });
      expect(await queues.item('q1', 'e5')).toEqual(items[5]);
      expect(await queues.item('q1', 'nobody')).toBeUndefined();
      expect(await queues.queue('q1')).toEqual({ ...QUEUE, size: 8, head: 0, decided: 0, complete: 0 });
    });

    it('is not there before one was made, and nothing is made by looking', async () => {
      const { store, queues } = await opening(await fresh());
      expect(await queues.list()).toEqual([]);
      expect(await queues.counts('q1')).toEqual([]);
      await expect(queues.next({ queue: 'q1', reviewer: 'zoe', count: 1, now: 0 })).rejects.toMatchObject({
        code: 'E_NOT_FOUND',
      });
      expect(await store.indexFaults()).toEqual([]);
    });

    it('is made whole or not at all', async () => {
      const { queues } = await filled([item('a')]);
      const twice = queues.create({ ...QUEUE, id: 'q2' }, [item('a'), item('b'), item('a')]);
      await expect(twice).rejects.toMatchObject({ code: 'E_PARAMETER', where: 'a' });
      await expect(queues.create(QUEUE, [])).rejects.toMatchObject({ code: 'E_CONFLICT' });
      expect((await queues.list()).map(({ id }) => id)).toEqual(['q1']);
      await queues.create({ ...QUEUE, id: 'q0', createdAt: '2026-02-02T03:04:05.678Z' }, [item('a')]);
      expect((await queues.list()).map(({ id }) => id)).toEqual(['q0', 'q1']);
    });

    it('is one for all who have it open, and one that many make at once is made once', async () => {
      const place = await fresh();
      const all = [await opening(place), await opening(place), await opening(place)];
      const made = await Promise.allSettled(all.map(({ queues }) => queues.create(QUEUE, [item('a')])));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const { queues } of all) expect((await queues.queue('q1')).size).toBe(1);
    });

    it('may be larger than one statement takes', async () => {
      const { queues, next } = await filled(Array.from({ length: 1_203 }, (_, i) => item(`e${i}`)));
      expect((await queues.queue('q1')).size).toBe(1_203);
      expect(await next('zoe', 1_300)).toHaveLength(1_203);
    });
  });

  describe(`${name}: the next items`, () => {
    it('come by place, and those that were asked for stay with whoever asked', async () => {
      const { next } = await filled(['a', 'b', 'c', 'd'].map((id) => item(id)));
      expect(await next('zoe', 2)).toEqual(['a', 'b']);
      expect(await next('max', 3)).toEqual(['c', 'd']);
      expect(await next('zoe', 2)).toEqual(['a', 'b']);
      expect(await next('ann')).toEqual([]);
    });

    it('go to somebody else when they were left lying', async () => {
      const { next } = await filled(['a', 'b'].map((id) => item(id)));
      expect(await next('zoe', 2, -1, 1_000)).toEqual(['a', 'b']);
      expect(await next('max', 1, -1, 1_000 + LEASE - 1)).toEqual([]);
      expect(await next('max', 1, -1, 1_000 + LEASE)).toEqual(['a']);
      expect(await next('zoe', 2, -1, 1_000 + LEASE)).toEqual(['b']);
    });

    it('are held longer by whoever asks for them again', async () => {
      const { next } = await filled([item('a')]);
      await next('zoe', 1, -1, 0);
      await next('zoe', 1, -1, LEASE - 1);
      expect(await next('max', 1, -1, LEASE + 1)).toEqual([]);
    });

    it('are given to as many as are wanted, and to none of them twice', async () => {
      const { next, decide } = await filled([item('a', 2), item('b')]);
      expect(await next('zoe', 1)).toEqual(['a']);
      expect(await next('max', 1)).toEqual(['a']);
      expect(await next('ann', 1)).toEqual(['b']);
      await decide('zoe', 'a');
      expect(await next('zoe')).toEqual([]);
      expect(await next('max')).toEqual(['a']);
    });

    it('come after a place', async () => {
      const { next } = await filled(['a', 'b', 'c'].map((id) => item(id)));
      expect(await next('zoe', 1, 0)).toEqual(['b']);
      expect(await next('zoe', 2, 1)).toEqual(['c']);
      expect(await next('zoe', 9, 2)).toEqual([]);
      expect(await next('zoe', 9)).toEqual(['a', 'b', 'c']);
    });

    it('that were skipped go to others, and come back when the skip is taken back', async () => {
      const { next, decide } = await filled([item('a'), item('b')]);
      await decide('zoe', 'a', 'skip');
      expect(await next('zoe')).toEqual(['b']);
      expect(await next('max', 1, -1, LEASE)).toEqual(['a']);
      await decide('zoe', 'a', 'undo');
      expect(await next('zoe', 9, -1, 2 * LEASE)).toContain('a');
    });

    it('are again what was taken back, for whoever took it back and for others', async () => {
      const { queues, next, decide } = await filled([item('a'), item('b')]);
      await decide('zoe', 'a', 'reject');
      expect(await next('zoe', 1)).toEqual(['b']);
      await decide('zoe', 'a', 'undo');
      expect(await queues.queue('q1')).toMatchObject({ decided: 0, complete: 0 });
      expect(await next('zoe')).toEqual(['a', 'b']);
    });

    it('are first of all those that were assigned', async () => {
      const { queues, next, decide } = await filled(['a', 'b', 'c', 'd'].map((id) => item(id)));
      expect(await queues.assign({ queue: 'q1', reviewer: 'max', count: 2, now: 0 })).toBe(2);
      expect(await queues.assignee('q1', 0, LEASE * 100)).toBe('max');
      expect(await next('zoe', 1)).toEqual(['c']);
      expect(await next('max', 3, -1, LEASE * 100)).toEqual(['a', 'b', 'c']);
      await decide('ann', 'a');
      expect(await next('max', 1)).toEqual(['b']);
      expect(await queues.assign({ queue: 'q1', reviewer: 'ann', count: 99, now: LEASE * 100 })).toBe(1);
    });
  });

  describe(`${name}: decisions`, () => {
    it('count wherever they were made, and not those about another text or before the queue', async () => {
      const { store, queues } = await opening(await fresh());
      await store.append([review('a', 'reject')]);
      await queues.create(
        QUEUE,
        ['a', 'b', 'c'].map((id) => item(id)),
      );
      expect(await queues.counts('q1')).toEqual([]);
      await store.append([
        review('a', 'accept', { reviewer: 'max', seen: item('a').seen }),
        review('b', 'reject', { reviewer: 'max', seen: digest('another text') }),
        review('c', 'relabel', { reviewer: 'zoe', origin: 'human' }),
        review('nobody', 'reject'),
      ]);
      expect(await queues.counts('q1')).toEqual([
        { reviewer: 'max', decision: 'accept', n: 1 },
        { reviewer: 'zoe', decision: 'relabel', n: 1 },
      ]);
      expect(await queues.queue('q1')).toMatchObject({ size: 3, decided: 2, complete: 2 });
      expect(await queues.remaining('q1', 'zoe')).toBe(1);
    });

    it('that were changed count as they are now', async () => {
      const { queues, decide } = await filled([item('a', 2)]);
      await decide('zoe', 'a', 'accept');
      await decide('zoe', 'a', 'reject');
      await decide('zoe', 'a', 'skip');
      expect(await queues.counts('q1')).toEqual([{ reviewer: 'zoe', decision: 'reject', n: 1 }]);
      expect(await queues.shared('q1')).toEqual([]);
      await decide('max', 'a', 'accept');
      expect(await queues.shared('q1')).toEqual([{ id: 'a', seen: item('a').seen }]);
    });

    it('have the sample in the order in which it was drawn', async () => {
      const drawn = [2, undefined, 0, 1];
      const { queues } = await filled(
        drawn.map((sample, i) => ({ ...item(`e${i}`), ...(sample === undefined ? {} : { sample }) })),
      );
      expect((await queues.sample('q1')).map(({ id }) => id)).toEqual(['e2', 'e3', 'e0']);
    });

    it('keep the tables as a recount of the events would have them, whoever does what', async () => {
      const names = fc.constantFrom('zoe', 'max', 'ann');
      const ids = fc.constantFrom('a', 'b', 'c', 'd');
      const words = fc.constantFrom('accept', 'reject', 'edit', 'skip', 'undo');
      const step = fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({ kind: fc.constant('decide' as const), who: names, id: ids, word: words }),
        },
        {
          weight: 2,
          arbitrary: fc.record({ kind: fc.constant('next' as const), who: names, count: fc.nat(3) }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant('assign' as const), who: names, count: fc.nat(2) }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), by: fc.nat(2 * LEASE) }) },
      );
      const { store, queues } = await opening(await fresh());
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
          fc.array(step, { minLength: 5, maxLength: 25 }),
          async (wants, steps) => {
            const id = `run ${run++}`;
            const scoped = (one: string) => `${one} of ${id}`;
            const items = ['a', 'b', 'c', 'd'].map((one, i) => item(scoped(one), wants[i]));
            await queues.create({ ...QUEUE, id }, items);
            const model = new QueueModel(items);
            let now = 0;
            for (const one of steps) {
              if (one.kind === 'wait') now += one.by;
              else if (one.kind === 'decide') {
                const more = { reviewer: one.who };
                await store.append([review(scoped(one.id), one.word as 'accept', more)]);
                model.decide(one.who, scoped(one.id), one.word);
              } else {
                const asked = { queue: id, reviewer: one.who, count: one.count, now };
                if (one.kind === 'assign') await queues.assign(asked);
                else
                  model.given(
                    one.who,
                    (await queues.next(asked)).map((found) => found.id),
                  );
              }
              expect(await queues.queue(id)).toMatchObject(model.totals());
              for (const who of ['zoe', 'max', 'ann'])
                expect(await queues.remaining(id, who)).toBe(model.remaining(who));
            }
            expect(await queues.counts(id)).toEqual(model.counts());
            // Whatever was held is free in the end: each gets all that they may still decide about, unless it was given to one for good.
            const isAssigned = steps.some(({ kind }) => kind === 'assign');
            for (const who of ['zoe', 'max', 'ann', 'new']) {
              now += 2 * LEASE;
              const open = await queues.next({ queue: id, reviewer: who, count: 9, now });
              model.given(
                who,
                open.map((found) => found.id),
              );
              if (!isAssigned) expect(open).toHaveLength(model.remaining(who));
            }
          },
        ),
        { numRuns: 25 },
      );
    });
  });

  describe(`${name}: ten at once`, () => {
    it('are never given the same item, and between them get all', async () => {
      const place = await fresh();
      const { queues } = await opening(place);
      const items = Array.from({ length: 60 }, (_, i) => item(`e${i}`));
      await queues.create(QUEUE, items);
      const many = await Promise.all(
        Array.from({ length: 10 }, async (_, i) => {
          const { queues: own } = await opening(place);
          return own.next({ queue: 'q1', reviewer: `r${i}`, count: 6, now: 0 });
        }),
      );
      expect(many.map(({ length }) => length)).toEqual(Array(10).fill(6));
      expect(new Set(many.flat().map(({ id }) => id)).size).toBe(60);
    });

    it('never overwrite each other: of those who saw the same, one decides and the others hear of it', async () => {
      const place = await fresh();
      const { store, queues } = await opening(place);
      const items = Array.from({ length: 8 }, (_, i) => item(`e${i}`, 1 + (i % 3)));
      await queues.create(QUEUE, items);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async (_, i) => {
          const { store: own } = await opening(place);
          const ended: string[] = [];
          for (const { id, seen } of items) {
            const reviewer = `r${i}`;
            const { version } = await itemState(own, { id, seen, wants: 1 }, 0, reviewer);
            const ask = {
              queue: 'q1',
              id,
              reviewer,
              decision: 'accept',
              seen,
              version,
              at: QUEUE.createdAt,
            } as const;
            const said = await decideItem(own, ask).then(
              ({ seq }) => `event ${seq} after ${version}`,
              (error) => error.code,
            );
            ended.push(`${id} ${said}`);
          }
          return ended;
        }),
      );
      const said = outcomes.flat();
      const won = said.filter((one) => one.includes('event'));
      expect(said.filter((one) => !one.includes('event')).every((one) => one.endsWith(' E_CONFLICT'))).toBe(
        true,
      );
      // After each event about an example came one other at most: whoever named it first.
      expect(new Set(won.map((one) => one.replace(/event \d+ /, ''))).size).toBe(won.length);
      expect((await store.head()).seq).toBe(won.length);
      expect((await queues.queue('q1')).decided).toBe(8);
      const counts = await queues.counts('q1');
      expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(won.length);
    });
  });
}
