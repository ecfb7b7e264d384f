import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import { ask, deskOf, expectOk, testApp } from '../app/app.test.support.ts';
import type { App } from '../desk.ts';
import { doing, FAKE } from './fake-program.test.support.ts';
import { jobRoutes } from './job-routes.ts';
import { idOf } from './jobs.test.support.ts';

const { make } = workspaces();
let app: App;
let store: LedgerStore;
let folder: string;

beforeAll(async () => {
  const workspace = await make('line: novels\n', { 'g1.jsonl': '{"text":"a"}\n' });
  folder = workspace.folder;
  store = await openLedgerOf(workspace, { create: true });
  const desk = deskOf(workspace, store, { clock: Date.now });
  const env = doing("say('<script>\\u202e\\n'); setInterval(() => {}, 1000);");
  app = await testApp(desk, { routes: [jobRoutes({ program: FAKE, env, look: 20 })] });
});

afterAll(async () => {
  await app.close();
  await store.close();
});

describe.skipIf(process.platform === 'win32')('/api/jobs', () => {
  it('starts, shows, cancels and resumes a job', async () => {
    const operate = ask(app, 'operate:zoe');
    const job = await expectOk(
      operate('POST', '/api/jobs', {
        kind: 'profile',
        options: { corpora: ['g1.jsonl'], output: 'g1.profile' },
      }),
    );
    expect(job).toMatchObject({
      kind: 'profile',
      by: 'zoe',
      command: 'outcross profile --output=g1.profile -- g1.jsonl',
    });
    const { jobs } = await expectOk(ask(app, 'read')('GET', '/api/jobs'));
    expect(jobs.map(({ id }: { id: string }) => id)).toEqual([job.id]);
    expect(await expectOk(ask(app, 'read')('GET', `/api/jobs/${job.id}`))).toMatchObject({ id: job.id });
    const cancelled = await expectOk(operate('POST', `/api/jobs/${job.id}/cancel`));
    expect(['running', 'cancelled']).toContain(cancelled.state);
    const state = async () => (await expectOk(operate('GET', `/api/jobs/${job.id}`))).state;
    while ((await state()) !== 'cancelled') await sleep(5);
    expect(await expectOk(operate('POST', `/api/jobs/${job.id}/resume`))).toMatchObject({
      state: 'running',
      attempts: 2,
    });
    await expectOk(operate('POST', `/api/jobs/${job.id}/cancel`));
  });

  it('shows the log as plain text, with what hides made visible', async () => {
    const { id } = await expectOk(ask(app, 'operate')('POST', '/api/jobs', { kind: 'check' }));
    for (;;) {
      const { status, body, headers } = await ask(app, 'read')('GET', `/api/jobs/${id}/log`);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      if (body.includes('<script>')) {
        expect(body).toBe('$ outcross check\n<script>[U+202E]\n');
        break;
      }
      await sleep(5);
    }
    await expectOk(ask(app, 'operate')('POST', `/api/jobs/${id}/cancel`));
  });

  it.each(['read', 'review'])('lets the role %s look, and nothing else', async (role) => {
    const as = ask(app, role);
    expect((await as('GET', '/api/jobs')).status).toBe(200);
    for (const url of ['/api/jobs', `/api/jobs/${idOf(1)}/cancel`, `/api/jobs/${idOf(1)}/resume`])
      expect(await as('POST', url, { kind: 'check' })).toMatchObject({
        status: 403,
        body: { code: 'E_ACCESS' },
      });
  });

  it.each([
    [{}, 400],
    [{ kind: 'lab' }, 400],
    [{ kind: 'check; rm -rf /' }, 400],
    [{ kind: 'constructor' }, 400],
    [{ kind: 'check', options: [] }, 400],
    [{ kind: 'check', options: { html: 'x.html' } }, 400],
    [{ kind: 'profile', options: { corpora: ['../../x'], output: 'x.profile' } }, 400],
    [{ kind: 'profile', options: { corpora: ['none.jsonl'], output: 'x.profile' } }, 404],
    [{ kind: 'profile', options: { corpora: ['g1.jsonl'], output: '/etc/passwd' } }, 400],
    [{ kind: 'mix', options: { policy: { humann: {} } } }, 400],
  ])('refuses %j with status %d, and says so without a path of this computer', async (body, status) => {
    const answer = await ask(app, 'operate')('POST', '/api/jobs', body);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toMatch(/^E_/);
    expect(JSON.stringify(answer.body)).not.toContain(folder);
  });

  it('knows no job by a wrong id', async () => {
    for (const id of [idOf(1), '..%2f..%2fetc', 'x'])
      for (const [method, end] of [
        ['GET', ''],
        ['GET', '/log'],
        ['POST', '/cancel'],
        ['POST', '/resume'],
      ] as const)
        expect((await ask(app, 'operate')(method, `/api/jobs/${id}${end}`)).status).toBe(404);
  });

  it('keeps its own files from jobs', async () => {
    const corpora = ['.outcross/jobs'];
    const answer = await ask(app, 'operate')('POST', '/api/jobs', {
      kind: 'profile',
      options: { corpora, output: 'x.profile' },
    });
    expect(answer).toMatchObject({ status: 400, body: { where: 'corpora' } });
    expect(readFileSync(`${folder}/outcross.yaml`, 'utf8')).toBe('line: novels\n');
  });
});
