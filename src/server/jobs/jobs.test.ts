import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { all } from '../../ledger/fixtures.test.support.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { deskOf } from '../app/app.test.support.ts';
import type { JobState, JobView, LiveMessage } from '../wire.ts';
import { doing, FAKE } from './fake-program.test.support.ts';
import type { JobRecord } from './job.ts';
import { idOf, recordOf } from './jobs.test.support.ts';
import { Jobs, type JobsOptions } from './jobs.ts';

const { make } = workspaces();
const YAML = 'line: novels\n';
const WAIT = "say('here\\n'); setInterval(() => {}, 1000);";
/** None of these programs is deaf: whoever is interrupted ends by itself, however late. */
const PATIENCE = { grace: 60_000, look: 20, keep: 50 };
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server of jobs whose program does `body`, what it published, and its ledger. */
async function serve(workspace: Workspace, body: string, more: JobsOptions = {}) {
  const store = await openLedgerOf(workspace, { create: true });
  const desk = deskOf(workspace, store, { clock: Date.now });
  const messages: LiveMessage[] = [];
  desk.live.subscribe((message) => messages.push(message));
  const options = { program: FAKE, env: doing(body), patience: PATIENCE, look: 20, ...more };
  const jobs = await Jobs.open(desk, options);
  const close = async () => {
    await jobs.close();
    await store.close();
  };
  open.push(close);
  const close1 = async () => {
    open.splice(open.indexOf(close), 1);
    await close();
  };
  return { jobs, store, messages, close: close1 };
}

/** The job once it is in a state. */
async function reaches(jobs: Jobs, id: string, state: JobState): Promise<JobView> {
  for (;;) {
    const job = jobs.list().find((one) => one.id === id);
    if (job?.state === state) return jobs.get(id);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Waits for the first line of a job: it runs. */
async function speaks(jobs: Jobs, id: string): Promise<void> {
  while (!(await jobs.log(id)).includes('here')) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Puts `n` records where a server keeps them. */
function kept(workspace: Workspace, n: number, more: Partial<JobRecord>): string {
  const folder = join(workspace.folder, '.outcross', 'jobs');
  mkdirSync(folder, { recursive: true });
  for (let i = 1; i <= n; i++) {
    const id = idOf(i);
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(recordOf({ id, ...more })));
  }
  return folder;
}

describe.skipIf(process.platform === 'win32')('Jobs', () => {
  it('gives its jobs the ledger that it has open, and says which of them were begun before', async () => {
    const workspace = await make(YAML);
    const elsewhere = { ...workspace, config: { ...workspace.config, ledger: 'elsewhere.sqlite' } };
    const body =
      "say(process.env.OUTCROSS_WORKSPACE_LEDGER + ' ' + (process.env.OUTCROSS_AGAIN ?? 'first') + '\\n'); setTimeout(() => end(2), 100);";
    const { jobs } = await serve(elsewhere, body);
    const { id } = await jobs.create({ kind: 'check' }, 'zoe');
    const said = (await reaches(jobs, id, 'failed')).log.at(-1)!;
    const [ledger, time] = said.split(' ');
    expect(JSON.parse(ledger)).toEqual({
      folder: workspace.folder,
      ledger: join(workspace.folder, 'elsewhere.sqlite'),
    });
    expect(time).toBe('first');
    await jobs.ask(id, 'resume');
    await expect
      .poll(async () => (await jobs.log(id)).split('\n').at(-2), { timeout: 30_000 })
      .toBe(`${ledger} 1`);
  });

  it('runs a job to its end, tells how it goes, and the ledger how it ended', async () => {
    const workspace = await make(YAML);
    const go = join(workspace.folder, 'go');
    const { jobs, store, messages } = await serve(
      workspace,
      `say('one\\n'); news({ progress: { label: 'a', done: 1, total: 2, unit: 'steps' } });
       setInterval(() => require('node:fs').existsSync(${JSON.stringify(go)}) && end(1), 5);`,
    );
    const told = () => messages.flatMap((message) => (message.type === 'job' ? [message.job] : []));
    expect(jobs.list()).toEqual([]);
    const { id, command, by } = await jobs.create({ kind: 'check' }, 'zoe');
    expect({ command, by }).toEqual({ command: 'outcross check', by: 'zoe' });
    await expect.poll(() => told().some(({ progress }) => progress?.share === 0.5)).toBe(true);
    writeFileSync(go, '');
    const done = await reaches(jobs, id, 'done');
    expect(done).toMatchObject({ exit: 1, attempts: 1, log: ['$ outcross check', 'one'] });
    expect(await jobs.log(id)).toBe('$ outcross check\none\n');
    await jobs.close();
    expect((await all(store.events())).map(({ kind }) => kind)).toEqual(['job.ended']);
    expect(told().map(({ state }) => state)).toEqual(expect.arrayContaining(['queued', 'running', 'done']));
  });

  it('says why a job failed', async () => {
    const error = { code: 'E_EMPTY', message: 'g1.jsonl is empty', hint: 'Fill it.' };
    const { jobs } = await serve(await make(YAML), `news({ error: ${JSON.stringify(error)} }); end(2);`);
    const { id } = await jobs.create({ kind: 'audit' }, 'zoe');
    expect(await reaches(jobs, id, 'failed')).toMatchObject({ exit: 2, error });
  });

  it('leaves the server alone when a job dies of its own memory', async () => {
    const { jobs } = await serve(await make(YAML), 'process.abort();');
    const { id } = await jobs.create({ kind: 'check' }, 'zoe');
    expect(await reaches(jobs, id, 'interrupted')).toMatchObject({ error: { code: 'E_WORKER' } });
  });

  it('cancels what waits and what runs, and resumes it', async () => {
    const { jobs } = await serve(await make(YAML), WAIT);
    const { id } = await jobs.create({ kind: 'check' }, 'zoe');
    const { id: next } = await jobs.create({ kind: 'audit' }, 'zoe');
    await speaks(jobs, id);
    expect((await jobs.ask(next, 'cancel')).state).toBe('cancelled');
    await jobs.ask(id, 'cancel');
    expect(await reaches(jobs, id, 'cancelled')).toMatchObject({ exit: 130 });
    await expect(jobs.ask(id, 'cancel')).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect((await jobs.ask(id, 'resume')).state).toBe('running');
    expect(jobs.get(id).attempts).toBe(2);
    expect(jobs.list().map((job) => job.id)).toEqual([next, id]);
  });

  it('goes on, when it starts again, with what it was stopped in', async () => {
    const workspace = await make(YAML);
    const first = await serve(workspace, WAIT);
    const { id } = await first.jobs.create({ kind: 'check' }, 'zoe');
    await speaks(first.jobs, id);
    await first.close();
    const second = await serve(workspace, 'end(0);');
    expect(await reaches(second.jobs, id, 'done')).toMatchObject({ attempts: 2 });
  });

  it('is run by one of two servers; the other sees it, asks it, and takes its place', async () => {
    const workspace = await make(YAML);
    const [one, two] = [await serve(workspace, WAIT), await serve(workspace, WAIT)];
    const { id } = await one.jobs.create({ kind: 'check' }, 'zoe');
    const { id: other } = await two.jobs.create({ kind: 'audit' }, 'max');
    await reaches(two.jobs, id, 'running');
    await reaches(one.jobs, other, 'queued');
    await two.jobs.ask(id, 'cancel');
    await reaches(one.jobs, id, 'cancelled');
    await reaches(two.jobs, id, 'cancelled');
    await reaches(one.jobs, other, 'running');
    await speaks(two.jobs, other);
    await one.close();
    const job = await reaches(two.jobs, other, 'running');
    expect(job.by).toBe('max');
    await two.jobs.ask(other, 'cancel');
    await reaches(two.jobs, other, 'cancelled');
    expect(two.messages.some((message) => message.type === 'job' && message.job.id === id)).toBe(true);
  });

  it('leaves no trace in a workspace without jobs', async () => {
    const workspace = await make(YAML);
    await serve(workspace, 'end(0);');
    expect(readdirSync(join(workspace.folder, '.outcross'))).not.toContain('jobs');
  });

  it('knows no job by a wrong id', async () => {
    const { jobs } = await serve(await make(YAML), 'end(0);');
    for (const id of ['', idOf(1), '../../etc/passwd', `${idOf(1)}/..`, 'x'.repeat(10_000)]) {
      expect(() => jobs.get(id)).toThrow(expect.objectContaining({ code: 'E_NOT_FOUND' }));
      await expect(jobs.ask(id, 'cancel')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    }
  });

  it('lets no more wait than anybody means', async () => {
    const workspace = await make(YAML);
    kept(workspace, 102, { state: 'queued' });
    const { jobs } = await serve(workspace, WAIT);
    await expect(jobs.create({ kind: 'check' }, 'zoe')).rejects.toMatchObject({ code: 'E_CONFLICT' });
  });

  it('starts among thousands of records, of which it keeps the newest', async () => {
    const workspace = await make(YAML);
    const folder = kept(workspace, 2000, { state: 'done', told: true });
    const { jobs } = await serve(workspace, 'end(0);');
    expect(jobs.list().length).toBeLessThanOrEqual(101);
    expect(readdirSync(folder).filter((name) => name.endsWith('.json')).length).toBeLessThanOrEqual(501);
  });
});
