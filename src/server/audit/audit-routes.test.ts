import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../ledger/event.ts';
import { draft } from '../../ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { ask, deskOf, expectOk, NOON, testApp } from '../app/app.test.support.ts';
import { type Aside, hereAside } from '../aside/aside.ts';
import { placeOf } from '../aside/reopen.ts';
import type { App } from '../desk.ts';
import { auditDesk } from './audit-desk.ts';
import { auditRoutesBy } from './audit-routes.ts';

const { make, anchored } = workspaces();
const BARE = 'line: stories\n';
const YAML = `${BARE}human: human.jsonl\ngenerations: "g*.jsonl"\n`;
const open: { app: App; store: LedgerStore }[] = [];

afterAll(async () => {
  for (const { app, store } of open) {
    await app.close();
    await store.close();
  }
});

async function served(workspace: Workspace, given?: Aside) {
  const store = await openLedgerOf(workspace, { create: true });
  const aside = given ?? hereAside(auditDesk(placeOf(workspace), 0));
  const app = await testApp(deskOf(workspace, store), { routes: [auditRoutesBy(aside)] });
  open.push({ app, store });
  return { app, store, get: (url = '/api/audit') => ask(app, 'read')('GET', url) };
}

async function newest(store: LedgerStore): Promise<LedgerEvent | undefined> {
  for await (const event of store.events({ reverse: true, limit: 1 })) return event;
  return undefined;
}

const ran = (score?: number) =>
  draft('audit.ran', [{ type: 'audit', id: 'a' }], {
    when: 'all',
    result: 'failed',
    items: { failed: 3 },
    stages: {},
    failed: [],
    ...(score === undefined ? {} : { score }),
    version: '1',
  });

describe('GET /api/audit', () => {
  it('judges the workspace as it stands, and records nothing', async () => {
    const workspace = await anchored(YAML, { 'g1.jsonl': madeRows(8, 1) });
    const { get, store } = await served(workspace);
    const { audit, history } = await expectOk(get());
    expect(audit).toMatchObject({ schema: 'outcross.audit/1', line: 'stories', status: 'failed' });
    expect(audit.at).toBe(new Date(NOON).toISOString());
    expect(audit.items.length).toBeGreaterThanOrEqual(40);
    expect(history).toEqual([]);
    expect(await newest(store)).toBeUndefined();
  });

  it('judges what this server reads, and says so, where a cluster is named', async () => {
    const { get } = await served(await make(`${BARE}engine: spark\n`));
    const { audit, cluster } = await expectOk(get());
    expect([audit.schema, cluster]).toEqual(['outcross.audit/1', true]);
    const { get: here } = await served(await make(BARE));
    expect(await expectOk(here())).not.toHaveProperty('cluster');
  });

  it('asks only what is asked for, and corrects what is misspelt', async () => {
    const { get } = await served(await make(BARE));
    const { audit } = await expectOk(get('/api/audit?stage=sources,reservoir&when=before-ingest'));
    expect([audit.stages, audit.when]).toEqual([['sources', 'reservoir'], ['before-ingest']]);
    const { status, body } = await get('/api/audit?stage=sorces');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'E_PARAMETER', where: 'stage', hint: 'Did you mean "sources"?' });
    expect((await get('/api/audit?when=')).status).toBe(400);
  });

  it('tells of the audits before it, the newest first', async () => {
    const { get, store } = await served(await make(BARE));
    await store.append([ran(), ran(61.5)]);
    const { history } = await expectOk(get());
    expect(history).toMatchObject([
      { seq: 2, status: 'failed', score: 61.5 },
      { seq: 1, status: 'failed' },
    ]);
  });

  it('shares one run among all who ask while it is under way, and begins another after it', async () => {
    const workspace = await make(BARE);
    const real = hereAside(auditDesk(placeOf(workspace), 0));
    let runs = 0;
    const counted: Aside = {
      call: (name, argument) => {
        runs++;
        return real.call(name, argument);
      },
      close: () => real.close(),
    };
    const { get } = await served(workspace, counted);
    const answers = await Promise.all([get(), get('/api/audit?stage=health'), get()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(runs).toBe(1);
    await get();
    expect(runs).toBe(2);
  });

  it('begins anew after a run that failed', async () => {
    const workspace = await make(BARE);
    const { get } = await served(workspace);
    writeFileSync(join(workspace.folder, 'outcross.yaml'), 'lin: x\n');
    expect((await get()).body).toMatchObject({ code: 'E_CONFIG' });
    writeFileSync(join(workspace.folder, 'outcross.yaml'), BARE);
    expect((await get()).status).toBe(200);
  });

  it('refuses a waiver of an item that there is not, as the command line does', async () => {
    const waiver = 'waivers:\n  - {item: sources.licenced, owner: z, reason: r, expires: 2027-01-01}\n';
    const { get } = await served(await make(BARE + waiver));
    const { status, body } = await get();
    expect([status, body.code]).toEqual([400, 'E_CONFIG']);
    expect(body.hint).toContain('sources.licensed');
  });

  it('says what to run where a file that the workspace names is not there', async () => {
    const { audit, absent } = await expectOk((await served(await make(YAML))).get());
    expect(audit).toBeUndefined();
    expect(absent).toEqual({
      why: expect.stringContaining('human.jsonl does not exist'),
      command: 'outcross validate',
    });
  });

  it('says what to run where there is no workspace', async () => {
    const workspace = await make(BARE);
    const bare = { ...workspace, file: undefined };
    const { audit, absent } = await expectOk((await served(bare)).get());
    expect([audit, absent.command]).toEqual([undefined, 'outcross init']);
  });
});

describe('POST /api/audit/answers', () => {
  const url = '/api/audit/answers';
  const answer = { item: 'sources.owned', answer: 'yes', note: 'contract 12' };

  it('records the answer of the person who is logged in; the next audit relies on it', async () => {
    const { app, store, get } = await served(await anchored(YAML));
    const { status, body } = await ask(app, 'review:zoe')('POST', url, answer);
    expect(status).toBe(201);
    expect(body).toEqual({
      seq: 1,
      item: 'sources.owned',
      answer: 'yes',
      owner: 'zoe',
      until: '2027-03-04',
    });
    expect(await newest(store)).toMatchObject({
      kind: 'audit.answered',
      actor: { kind: 'person', name: 'zoe' },
      subjects: [{ type: 'item', id: 'sources.owned' }],
      body: { item: 'sources.owned', answer: 'yes', owner: 'zoe', evidence: 'contract 12' },
    });
    const { audit } = await expectOk(get());
    const found = audit.items.find(({ id }: { id: string }) => id === 'sources.owned');
    expect(found.evidence).toContainEqual({ text: 'contract 12', seq: 1 });
  });

  it('is not for those who only look', async () => {
    const { app, store } = await served(await make(BARE));
    expect((await ask(app, 'read')('POST', url, answer)).status).toBe(403);
    expect(await newest(store)).toBeUndefined();
  });

  it.each([
    ['an item that there is not', { ...answer, item: 'sources.ownd' }, 'E_USAGE', /sources\.owned/],
    ['an item that is computed', { ...answer, item: 'health.verdict' }, 'E_USAGE', /mends it/],
    ['an item of every object', { ...answer, item: 'constructor' }, 'E_USAGE', /.*/],
    ['another answer', { ...answer, answer: 'maybe' }, 'E_PARAMETER', /.*/],
    ['a note that is too long', { ...answer, note: 'x'.repeat(2001) }, 'E_PARAMETER', /.*/],
    ['half a character', { ...answer, note: 'a\ud800' }, 'E_PARAMETER', /NUL/],
    ['NUL', { ...answer, note: 'a\u0000' }, 'E_PARAMETER', /NUL/],
  ])('refuses %s, and records nothing', async (_, body, code, hint) => {
    const { app, store } = await served(await make(BARE));
    const found = await ask(app, 'review')('POST', url, body);
    expect([found.status, found.body.code]).toEqual([400, code]);
    expect(found.body.hint ?? '').toMatch(hint);
    expect(await newest(store)).toBeUndefined();
  });
});
