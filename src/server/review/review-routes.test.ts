import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { AT, all, review } from '../../ledger/fixtures.test.support.ts';
import { openLedger } from '../../ledger/open.ts';
import type { NewQueueItem } from '../../ledger/queue/item.ts';
import { queuesOf } from '../../ledger/queue/open.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { openWorkspace } from '../../workspace.ts';
import { ask, deskOf, testApp } from '../app/app.test.support.ts';
import type { App } from '../desk.ts';

const disk = scratch();
const closing: (() => Promise<unknown>)[] = [];
let made = 0;
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const HOSTILE = '<script>alert(1)</script>\u202e\u001b[2J\u0000';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const item = (id: string, wants = 1, text = `text of ${id}`): NewQueueItem => ({
  id,
  text,
  seen: digest(text),
  file: 'g1.jsonl',
  provenance: { origin: 'synthetic', model: HOSTILE },
  reasons: [{ kind: 'tail', text: 'rare words', weight: 0.5, spans: [[0, 4]] }],
  human: [{ id: 'h1', text: 'by a person', similarity: 0.25, origin: 'human' }],
  duplicates: [],
  wants,
});

async function serve(items: readonly NewQueueItem[], file = `${made++}.sqlite`) {
  const place = join(disk.folder, file);
  const store = await openLedger(place, '.');
  closing.push(() => store.close());
  const named = { id: 'q', createdAt: AT, createdBy: 'zoe', corpora: ['g1.jsonl'], seed: '1' };
  const numbers = { reviewers: 2, overlap: 0.5, error: 0.1, population: 10, sampled: 0 };
  if (items.length > 0) await queuesOf(store).create({ ...named, ...numbers }, items);
  return { store, place, app: await appOver(store) };
}

async function appOver(store: LedgerStore): Promise<App> {
  const app = await testApp(deskOf(await openWorkspace(disk.folder), store));
  closing.push(() => app.close());
  return app;
}

const decision = (id: string, more: object = {}) => ({
  queue: 'q',
  id,
  decision: 'accept',
  seen: digest(`text of ${id}`),
  version: 0,
  ...more,
});

describe('the review of examples', () => {
  it('says that there is no queue yet, and how one is made', async () => {
    const { app } = await serve([]);
    const { status, body } = await ask(app, 'read')('GET', '/api/review/queues');
    expect([status, body.queues, body.empty.command]).toEqual([200, [], 'outcross review queue']);
    expect((await ask(app, 'review')('GET', '/api/review/queues/q/next')).status).toBe(404);
  });

  it('gives items with all that a person decides by, hostile text as it is', async () => {
    const { app } = await serve([item('a', 2, HOSTILE)]);
    const { status, body, headers } = await ask(app, 'review:zoe')(
      'GET',
      '/api/review/queues/q/next?count=5',
    );
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/json');
    expect(body.remaining).toBe(1);
    expect(body.items).toEqual([
      { queue: 'q', place: 0, ...item('a', 2, HOSTILE), assignee: 'zoe', version: 0, decisions: [] },
    ]);
    const one = await ask(app, 'read')('GET', '/api/review/queues/q/item?id=a');
    expect(one.body.text).toBe(HOSTILE);
    expect((await ask(app, 'read')('GET', '/api/review/queues/q/item?id=b')).status).toBe(404);
  });

  it('takes a decision, and says what is left', async () => {
    const { app, store } = await serve([item('a'), item('b')]);
    const as = ask(app, 'review:zoe');
    const { status, body } = await as(
      'POST',
      '/api/review/decisions',
      decision('a', { note: 'fine', seconds: 2 }),
    );
    expect([status, body.version, body.remaining]).toEqual([200, 1, 1]);
    expect(body.decisions).toMatchObject([{ seq: 1, reviewer: 'zoe', decision: 'accept', note: 'fine' }]);
    expect(await all(store.events())).toMatchObject([
      { at: '2026-03-04T12:00:00.000Z', body: { seconds: 2 } },
    ]);
    const list = (await as('GET', '/api/review/queues')).body.queues;
    expect(list).toMatchObject([{ id: 'q', size: 2, decided: 1, mine: 1, tally: { accept: 1 } }]);
    expect(
      (await as('GET', '/api/review/queues/q/next')).body.items.map(({ id }: { id: string }) => id),
    ).toEqual(['b']);
  });

  it('answers 409 with the state as it stands where somebody was faster, and writes nothing', async () => {
    const { app, store } = await serve([item('a')]);
    await store.append([review('a', 'reject', { reviewer: 'max' })]);
    const { status, body } = await ask(app, 'review:zoe')('POST', '/api/review/decisions', decision('a'));
    expect(status).toBe(409);
    expect(body).toMatchObject({ id: 'a', version: 1, remaining: 0, error: { code: 'E_CONFLICT' } });
    expect(body.decisions).toMatchObject([{ reviewer: 'max', decision: 'reject' }]);
    expect((await store.head()).seq).toBe(1);
    const again = await ask(app, 'review:zoe')(
      'POST',
      '/api/review/decisions',
      decision('a', { version: 1 }),
    );
    expect(again.status).toBe(200);
  });

  it('refuses a text that the reviewer cannot have seen', async () => {
    const { app, store } = await serve([item('a')]);
    const asked = decision('a', { seen: digest('edited since') });
    const { status, body } = await ask(app, 'review')('POST', '/api/review/decisions', asked);
    expect([status, body.version]).toEqual([409, 0]);
    expect((await store.head()).seq).toBe(0);
  });

  it.each([
    ['an edit without a text', { decision: 'edit' }, 400],
    ['a relabelling as nothing', { decision: 'relabel' }, 400],
    ['an unknown word', { decision: 'burn' }, 400],
    ['a digest that is none', { seen: 'abc' }, 400],
    ['a version below nothing', { version: -1 }, 400],
    ['a text beyond all measure', { decision: 'edit', text: 'x'.repeat(500_001) }, 400],
    ['an example that is not there', { id: 'z' }, 404],
    ['a queue that is not there', { queue: '../q' }, 404],
    ['taking back what was never said', { decision: 'undo' }, 400],
  ])('refuses %s', async (_, change, status) => {
    const { app, store } = await serve([item('a')]);
    const answer = await ask(app, 'review')('POST', '/api/review/decisions', decision('a', change));
    expect(answer.status).toBe(status);
    expect((await store.head()).seq).toBe(0);
  });

  it('lets those who only read decide nothing and be given nothing', async () => {
    const { app } = await serve([item('a')]);
    const as = ask(app, 'read');
    expect((await as('GET', '/api/review/queues/q/next')).status).toBe(403);
    expect((await as('POST', '/api/review/decisions', decision('a'))).status).toBe(403);
    expect((await as('POST', '/api/review/queues/q/assignments', { reviewer: 'x', count: 1 })).status).toBe(
      403,
    );
  });

  it('lets reviewers assign items to themselves, and who operates to anybody', async () => {
    const { app } = await serve([item('a'), item('b'), item('c')]);
    const url = '/api/review/queues/q/assignments';
    expect((await ask(app, 'review:zoe')('POST', url, { reviewer: 'max', count: 1 })).status).toBe(403);
    expect((await ask(app, 'review:zoe')('POST', url, { reviewer: 'zoe', count: 1 })).body).toEqual({
      assigned: 1,
    });
    expect((await ask(app, 'operate')('POST', url, { reviewer: 'max', count: 9 })).body).toEqual({
      assigned: 2,
    });
    const next = await ask(app, 'review:max')('GET', '/api/review/queues/q/next?count=9');
    expect(next.body.items.map(({ id, assignee }: Record<string, string>) => [id, assignee])).toEqual([
      ['b', 'max'],
      ['c', 'max'],
    ]);
  });

  it('shows how far reviewers agree', async () => {
    const { app } = await serve([item('a', 2), item('b', 2)]);
    for (const [who, id, word, version] of [
      ['zoe', 'a', 'accept', 0],
      ['max', 'a', 'accept', 1],
      ['zoe', 'b', 'reject', 0],
      ['max', 'b', 'accept', 3],
    ])
      await ask(app, `review:${who}`)(
        'POST',
        '/api/review/decisions',
        decision(String(id), { decision: word, version }),
      );
    const { body } = await ask(app, 'read')('GET', '/api/review/queues/q/agreement');
    expect(body.pairs).toMatchObject([{ a: 'max', b: 'zoe', examples: 2, agreed: 1, few: true }]);
    // One of both always said the same: no kappa, rather than a zero that looks like a finding.
    expect(body.pairs[0]).not.toHaveProperty('kappa');
    expect(body.disputed).toEqual(['b']);
  });

  it('never lets ten reviewers at once, on two servers, overwrite each other', async () => {
    const items = Array.from({ length: 20 }, (_, i) => item(`e${i}`, i % 2 === 0 ? 2 : 1));
    const { app, store, place } = await serve(items);
    const other = await openLedger(place, '.');
    closing.push(() => other.close());
    const apps = [app, await appOver(other)];
    const statuses: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, async (_, r) => {
        const as = ask(apps[r % 2], `review:r${r}`);
        // All want the same items at the same moment, and decide blindly about what they saw first.
        for (const { id } of items) {
          const seen = (await as('GET', `/api/review/queues/q/item?id=${id}`)).body;
          const asked = decision(id, { version: seen.version, decision: r % 2 === 0 ? 'accept' : 'reject' });
          statuses.push((await as('POST', '/api/review/decisions', asked)).status);
        }
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    const events = await all(store.events());
    expect(events).toHaveLength(statuses.filter((status) => status === 200).length);
    const { queues } = (await ask(app, 'read')('GET', '/api/review/queues')).body;
    expect(queues[0].decided).toBe(20);
    const tally: Record<string, number> = queues[0].tally;
    expect(Object.values(tally).reduce((sum, n) => sum + n, 0)).toBe(events.length);
  });
});
