import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { all } from '../../src/ledger/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { NewQueueItem } from '../../src/ledger/queue/item.ts';
import { queuesOf } from '../../src/ledger/queue/open.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import { ask, deskOf, testApp } from '../../src/server/app/app.test.support.ts';
import type { App } from '../../src/server/desk.ts';
import type { Decide, Decided, ReviewItem } from '../../src/server/wire.ts';
import { workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { type PostgresServer, skipReason, startPostgres } from '../ledger.contract/postgres-server.ts';

const reason = skipReason();
const { make } = workspaces();
const AT = '2026-01-02T03:04:05.678Z';
const ITEMS = 24;
const textOf = (i: number) => `text of item ${i}`;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a server said of a decision. */
interface Answer {
  readonly reviewer: string;
  readonly asked: Decide;
  readonly status: number;
  readonly body: Decided;
}

describe.skipIf(reason !== '')(`ten reviewers at two servers on one PostgreSQL${reason}`, () => {
  let server: PostgresServer;
  const stores: LedgerStore[] = [];
  const apps: App[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.freshUrl();
    for (let i = 0; i < 2; i++) {
      const store = await openLedger(url, '.');
      stores.push(store);
      apps.push(await testApp(deskOf(await make('line: novels\n'), store)));
    }
    const items = Array.from(
      { length: ITEMS },
      (_, i): NewQueueItem => ({
        id: `e${i}`,
        text: textOf(i),
        seen: digest(textOf(i)),
        provenance: {},
        reasons: [],
        human: [],
        duplicates: [],
        wants: 1 + (i % 3),
      }),
    );
    const named = { id: 'q', createdAt: AT, createdBy: 'zoe', corpora: ['g.jsonl'], seed: '1' };
    await queuesOf(stores[0]).create(
      { ...named, reviewers: 3, overlap: 1, error: 0.1, population: ITEMS, sampled: 0 },
      items,
    );
  });

  afterAll(async () => {
    for (const app of apps) await app.close();
    for (const store of stores) await store.close();
    await server?.stop();
  });

  it('lose no decision, and none is written over: what was answered 200 is there, once, and nothing else', async () => {
    const answers = (
      await Promise.all(Array.from({ length: 10 }, (_, r) => reviewing(`r${r}`, new Rng(`reviewer ${r}`))))
    ).flat();
    const taken = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 409);
    // Also the second of two presses of undo was only slower.
    expect(answers.length).toBe(taken.length + refused.length);
    // They did get into each other's way, or nothing was tried.
    expect(Math.min(taken.length, refused.length)).toBeGreaterThan(10);

    const events = await all(stores[0].events({ kinds: ['review.decided'] }));
    const wordOf = (reviewer: unknown, id: string, decision: unknown) => `${reviewer} ${id} ${decision}`;
    const written = events.map(({ body, subjects }) =>
      wordOf(body['reviewer'], subjects[0].id, body['decision']),
    );
    const answered = taken.map(({ reviewer, asked }) => wordOf(reviewer, asked.id, asked.decision));
    expect([...written].sort()).toEqual([...answered].sort());

    // Each decision rests on the one before it about the same example, and on no other: nobody decided about what he had not seen.
    const seqs = new Map<string, number[]>();
    for (const { seq, subjects } of events) {
      const [{ id }] = subjects;
      seqs.set(id, [...(seqs.get(id) ?? []), seq]);
    }
    for (const [id, own] of seqs) {
      const known = taken.filter(({ asked }) => asked.id === id).map(({ asked }) => asked.version);
      expect(known.sort((one, other) => one - other)).toEqual([0, ...own.slice(0, -1)]);
    }
    // Who was refused was told of a state that is newer than the one that was known.
    for (const { asked, body } of refused) expect(body.version).toBeGreaterThan(asked.version);
    expect(await verifyStore(stores[1])).toMatchObject({ passed: true });
  });

  it('count the same at both, and what follows from the events', async () => {
    const lists = await Promise.all(apps.map((app) => ask(app, 'read')('GET', '/api/review/queues')));
    expect(lists[0].body).toEqual(lists[1].body);
    const events = await all(stores[0].events({ kinds: ['review.decided'] }));
    const standing = new Map<string, string>();
    for (const { body, subjects } of events) {
      const key = `${body['reviewer']} ${subjects[0].id}`;
      if (body['decision'] === 'undo') standing.delete(key);
      else if (body['decision'] !== 'skip') standing.set(key, String(body['decision']));
    }
    const tally: Record<string, number> = {};
    for (const decision of standing.values()) tally[decision] = (tally[decision] ?? 0) + 1;
    const told = Object.entries(lists[0].body.queues[0].tally as Record<string, number>);
    expect(
      Object.fromEntries(told.filter(([word, n]) => n > 0 && word !== 'skip' && word !== 'undo')),
    ).toEqual(tally);
  });

  /** One who takes what comes, and decides on what was seen a moment ago, sometimes twice, at either server. */
  async function reviewing(reviewer: string, rng: Rng): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let turn = 0; turn < 12; turn++) {
      const as = ask(apps[rng.int(2)], `review:${reviewer}`);
      const id = `e${rng.int(ITEMS / 4)}`;
      const { body: item } = (await as('GET', `/api/review/queues/q/item?id=${id}`)) as { body: ReviewItem };
      const own = item.decisions.some((one) => one.reviewer === reviewer);
      const asked: Decide = {
        queue: 'q',
        id,
        seen: item.seen,
        version: item.version,
        ...(own && rng.int(3) === 0
          ? { decision: 'undo' as const }
          : rng.int(4) === 0
            ? { decision: 'edit' as const, text: `as ${reviewer} has it, ${turn}` }
            : { decision: rng.int(2) === 0 ? ('accept' as const) : ('reject' as const) }),
      };
      // The same key twice, as a finger that bounces: the second knows nothing of the first.
      const sent = await Promise.all(
        Array.from({ length: 1 + rng.int(2) }, () => as('POST', '/api/review/decisions', asked)),
      );
      for (const { status, body } of sent) answers.push({ reviewer, asked, status, body });
    }
    return answers;
  }
});
