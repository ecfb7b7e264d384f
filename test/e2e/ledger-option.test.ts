import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { all } from '../../src/ledger/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { JobView, NewJob, QueueList, ReviewItem } from '../../src/server/wire.ts';
import { madeRows, workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { type PostgresServer, skipReason, startPostgres } from '../ledger.contract/postgres-server.ts';
import { ended, start } from './outcross.ts';

const { anchored } = workspaces();
const YAML = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\npolicy:\n  human: {minimum: 0.4}\n';
const children: ReturnType<typeof start>[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** `outcross view --ledger`, and how to ask it. */
async function viewing(folder: string, ledger: string) {
  const child = start(['view', '--no-open', '--ledger', ledger], { cwd: folder });
  children.push(child);
  const outcome = ended(child);
  const link = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  const [base, token] = link.split('/#token=');
  const json = { 'content-type': 'application/json' };
  const entered = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token }),
  });
  const headers = {
    ...json,
    cookie: entered.headers.get('set-cookie')!.split(';')[0],
    'x-outcross-csrf': ((await entered.json()) as { csrf: string }).csrf,
  };
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${base}/api${path}`, { headers, ...how })).json()) as T;
  };
  /** A job, when it has ended. */
  const run = async (job: NewJob): Promise<JobView> => {
    const { id } = await ask<JobView>('/jobs', job);
    for (;;) {
      const found = await ask<JobView>(`/jobs/${id}`);
      if (!['queued', 'running'].includes(found.state)) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const end = () => {
    child.kill('SIGINT');
    return outcome;
  };
  return { ask, run, end };
}

/** Rejects an example in the browser, and mixes; the ids in the mix, and the one that was rejected. */
async function reviewed(folder: string, ledger: string) {
  const server = await viewing(folder, ledger);
  expect(await server.run({ kind: 'queue', options: { corpora: ['g1.jsonl'], size: 5 } })).toMatchObject({
    state: 'done',
  });
  const { queues } = await server.ask<QueueList>('/review/queues');
  expect(queues).toHaveLength(1);
  const queue = queues[0].id;
  const { items } = await server.ask<{ items: ReviewItem[] }>(`/review/queues/${queue}/next`);
  const { id, seen, version } = items[0];
  await server.ask('/review/decisions', { queue, id, seen, version, decision: 'reject' });
  expect(await server.run({ kind: 'mix', options: { size: 'all' } })).toMatchObject({ state: 'done' });
  // The audit gathers its facts in a thread of its own, and finds the mix that the job has recorded.
  const { audit } = await server.ask<{ audit: object }>('/audit');
  const { built } = await server.ask<{ built: object[] }>('/mix');
  expect(await server.end()).toMatchObject({ status: 0 });
  const mix = readFileSync(join(folder, 'mixes/train-2.jsonl'), 'utf8').trim().split('\n');
  return { id, ids: mix.map((line) => JSON.parse(line).id as string), audit, built };
}

async function kindsIn(place: string, folder: string): Promise<string[]> {
  const store = await openLedger(place, folder, { create: false });
  const events = await all(store.events());
  await store.close();
  return events.map(({ kind }) => kind);
}

async function proves(place: (folder: string) => string | Promise<string>) {
  const { folder } = await anchored(YAML, { 'g1.jsonl': madeRows(40, 1) });
  const ledger = await place(folder);
  const { id, ids, audit, built } = await reviewed(folder, ledger);
  expect(ids).not.toContain(id);
  expect(ids.filter((one) => one.startsWith('g1-')).length).toBeGreaterThan(5);
  expect(JSON.stringify(audit)).toContain('mix');
  expect(built).toHaveLength(1);
  const kinds = await kindsIn(ledger, folder);
  for (const kind of ['review.decided', 'mix.built', 'job.ended']) expect(kinds).toContain(kind);
  expect(existsSync(join(folder, '.outcross/ledger.sqlite'))).toBe(false);
}

describe('a server with --ledger', () => {
  it('keeps reviews, jobs and audits in that ledger, and mixes obey it', () =>
    proves((folder) => join(folder, 'elsewhere.sqlite')));
});

const reason = skipReason();

describe.skipIf(reason !== '')(`a server with --ledger postgres://...${reason}`, () => {
  let server: PostgresServer | undefined;

  afterAll(() => server?.stop());

  it('does the same, and shows the password to nobody', async () => {
    server = await startPostgres();
    const url = await server.freshUrl();
    await proves(() => url);
  });
});
