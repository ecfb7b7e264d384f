import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { desk } from '../../cli/fixtures.test.support.ts';
import { run } from '../../cli/run.ts';
import { jsonl } from '../../corpus/fixtures.test.support.ts';
import { anchorCorpus } from '../../engine/rows/anchor-corpus.ts';
import { review } from '../../ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Report } from '../../report/report.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { ask, deskOf, expectOk, NOON, testApp } from '../app/app.test.support.ts';
import type { App } from '../desk.ts';
import type { CompareView, EventList, GenerationView, LineView, LostView, MapView } from '../wire.ts';
import { judged } from './line.test.support.ts';
import { mapFiles } from './map/map-files.ts';
import { readRoutesWith } from './read-routes.ts';

const { make } = workspaces();
const HOSTILE = [
  '..',
  '../g1',
  '__proto__',
  'constructor',
  '%2e%2e%2f',
  "g1'--",
  '\u202eg1',
  'g1/../g2',
  '<script>',
];

let workspace: Workspace;
let store: LedgerStore;
let app: App;
let maps = 0;
let now = NOON;

/** A line of two generations that was checked as people check it. */
beforeAll(async () => {
  const rows = source('human', undefined, 300).map((row, i) => ({ ...row, chapter: `c${i % 60}` }));
  workspace = await make(
    'line: demo\nhuman: human.jsonl\ngenerations: out/*.jsonl\nfields: {group: chapter}\n',
    {
      'human.jsonl': jsonl(rows),
      // Without a chapter: read without it.
      'out/g1.jsonl': jsonl(source('g1', 450, 200)),
      'out/g2.jsonl': jsonl(source('g2', 300, 200)),
    },
  );
  const spec = { inputs: [join(workspace.folder, 'human.jsonl')], groupField: 'chapter' };
  await anchorCorpus(spec, join(workspace.folder, 'anchor'), { holdout: 0.4, assumeHuman: true });
  const { context } = desk();
  await run(
    ['check', '--config', join(workspace.folder, 'outcross.yaml'), '--workers', '0', '--order', '2'],
    context,
  );
  expect(context.status).toBeLessThan(2);
  store = await openLedgerOf(workspace);
  const counting = readRoutesWith((request) => {
    maps++;
    return mapFiles(request);
  });
  app = await testApp(deskOf(workspace, store, { clock: () => now }), { routes: [counting] });
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});
const get = <T>(url: string): Promise<T> => expectOk(ask(app, 'read')('GET', url));

describe('GET /api/line', () => {
  it('has the generations, their signals with margins, and what is due', async () => {
    const view = await get<LineView>('/api/line');
    expect(view).toMatchObject({
      line: 'demo',
      total: 2,
      generations: [{ id: 'g1' }, { id: 'g2' }],
      alerts: [],
    });
    const [tail] = view.trends;
    expect([tail.id, tail.ratio.length, tail.margin]).toEqual(['tail.coverage', 2, 0.9]);
    expect(view.summary).toContain('g2 is ');
    expect(view.next.map(({ command }) => command)).toContain('outcross mix');
  });

  it('sends nothing again to who has it, until something is recorded', async () => {
    const reader = ask(app, 'read');
    const { headers } = await reader('GET', '/api/line');
    const has = { 'if-none-match': String(headers['etag']) };
    expect((await reader('GET', '/api/line', undefined, has)).status).toBe(304);
    await store.append([review('a17')]);
    expect((await reader('GET', '/api/line', undefined, has)).status).toBe(304);
    await store.append([judged('g2', 2, 'shifted', { why: 'Seen again.' })]);
    const changed = await reader('GET', '/api/line', undefined, has);
    expect(changed).toMatchObject({
      status: 200,
      body: { verdict: 'shifted', summary: 'g2 is shifted. Seen again.' },
    });
  });

  it('sees a generation that came, and says that it was never checked', async () => {
    writeFileSync(join(workspace.folder, 'out/g3.jsonl'), jsonl(source('g3', 200, 50)));
    now += 60 * 60 * 1000;
    const view = await get<LineView>('/api/line');
    expect(view.generations.at(-1)).toEqual({ id: 'g3', position: 3, findings: {} });
    expect(view.summary).toMatch(/ g3 was never checked\.$/);
    rmSync(join(workspace.folder, 'out/g3.jsonl'));
    now += 60 * 60 * 1000;
    expect((await get<LineView>('/api/line')).total).toBe(2);
  });

  it.each(['from=0', 'to=x', 'from=1&from=2', 'from=1.5', 'from=1e0', 'from=%201'])(
    'refuses %s',
    async (query) => {
      expect((await ask(app, 'read')('GET', `/api/line?${query}`)).status).toBe(400);
    },
  );
});

describe('GET /api/generations/:id/lost', () => {
  it('has what was lost, its categories, and no more than was asked for', async () => {
    const all = await get<LostView>('/api/generations/g2/lost?limit=1000');
    expect(all.total).toBe(all.lost.length);
    expect(Object.values(all.categories).reduce((sum, n) => sum + n, 0)).toBe(all.total);
    expect(all.total).toBeGreaterThan(0);
    const [category] = Object.keys(all.categories);
    const some = await get<LostView>(`/api/generations/g2/lost?category=${category}&limit=1`);
    expect([some.total, some.lost.length]).toEqual([all.categories[category], 1]);
    expect(some.lost[0].category).toBe(category);
  });

  it.each(['category=verb', 'order=0', 'order=1.5', 'limit=0', `search=${'x'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      expect((await ask(app, 'read')('GET', `/api/generations/g2/lost?${query}`)).status).toBe(400);
    },
  );

  it('knows no generation that there is not', async () => {
    expect((await ask(app, 'read')('GET', '/api/generations/g9/lost')).status).toBe(404);
  });
});

describe('GET /api/generations/:id', () => {
  it('has the checks, and what the report that was kept says of it', async () => {
    const view = await get<GenerationView>('/api/generations/g2');
    expect(view.checks.map(({ verdict }) => verdict)).toEqual(['shifted', expect.any(String)]);
    expect(view.report).toMatchObject({ name: 'g2' });
    expect(view.context?.human.holdout.examples).toBeGreaterThan(10);
    expect([view.previous, view.following, view.absent]).toEqual(['g1', undefined, undefined]);
  });

  it.each(HOSTILE)('knows no generation %j, and reads no file for it', async (id) => {
    for (const part of ['', '/map']) {
      const { status, body } = await ask(app, 'read')(
        'GET',
        `/api/generations/${encodeURIComponent(id)}${part}`,
      );
      expect([status, body.code]).toEqual([404, 'E_NOT_FOUND']);
    }
  });

  it('says that a report was changed, and shows it again when it is what it was', async () => {
    const [{ name }] = await reportsOf(store);
    const path = join(workspace.folder, name);
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(path);
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 9] ^= 255;
    writeFileSync(path, flipped);
    utimesSync(path, 1, 1);
    const view = await get<GenerationView>('/api/generations/g1');
    expect(view.absent?.why).toContain('changed or damaged');
    expect((await get<CompareView>('/api/compare?a=g1&b=g2')).absent?.command).toBe('outcross check');
    writeFileSync(path, bytes);
    expect((await get<GenerationView>('/api/generations/g1')).report?.name).toBe('g1');
  });
});

describe('GET /api/generations/:id/map', () => {
  it('maps the generation on the holdout, from the profiles that the check kept', async () => {
    const map = await get<MapView>('/api/generations/g1/map');
    expect(map.absent).toBeUndefined();
    expect([map.k, map.encoder, new Set(map.side)]).toEqual([5, 'lexical-1/256', new Set([0, 1])]);
    expect(map.coverage).toBeGreaterThan(0);
  });

  it('makes it once, as long as the profiles are the same', async () => {
    await get<MapView>('/api/generations/g1/map');
    const before = maps;
    await Promise.all([get('/api/generations/g1/map'), get('/api/generations/g1/map')]);
    expect(maps).toBe(before);
  });

  it('says what to run where the corpus is not the one that was checked', async () => {
    writeFileSync(join(workspace.folder, 'out/g2.jsonl'), jsonl(source('g2', 300, 199)));
    expect((await get<MapView>('/api/generations/g2/map')).absent).toEqual({
      why: 'no profile is kept of this generation as its files are now',
      command: 'outcross check',
    });
  });
});

describe('GET /api/compare', () => {
  it('sets two generations side by side', async () => {
    const view = await get<CompareView>('/api/compare?a=g1&b=g2');
    expect(view).toMatchObject({ a: { id: 'g1' }, b: { id: 'g2' } });
    expect(view.signals.find(({ key }) => key === 'tail.coverage[1,10%]')).toMatchObject({
      label: 'Tail coverage, 1-gram, 10%',
      a: { interval: expect.any(Array) },
      b: { ratio: expect.any(Number) },
    });
  });

  it.each([
    ['a=g1&b=__proto__', 404],
    ['a=g1&b=..%2f..', 404],
    ['a=g1', 400],
    ['a=&b=g1', 400],
    ['a=g1&b=g1&b=g2', 400],
    [`a=g1&b=${'x'.repeat(1_001)}`, 400],
  ])('answers %s with %i', async (query, status) => {
    expect((await ask(app, 'read')('GET', `/api/compare?${query}`)).status).toBe(status);
  });
});

describe('GET /api/ledger', () => {
  it('has the newest first, each in one line, and says whether there are more', async () => {
    const all = await get<EventList>('/api/ledger');
    expect(all.events.map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(all.more).toBe(false);
    expect(all.events[1]).toMatchObject({
      kind: 'review.decided',
      text: 'review.decided accept example:a17',
    });
    const some = await get<EventList>('/api/ledger?limit=2&before=6');
    expect([some.events.map(({ seq }) => seq), some.more]).toEqual([[5, 4], true]);
  });

  it('filters by kinds and by what an event is about', async () => {
    const seqs = async (query: string) =>
      (await get<EventList>(`/api/ledger?${query}`)).events.map(({ seq }) => seq);
    expect(await seqs('kind=verdict.given,review.decided')).toEqual([6, 5, 4, 2]);
    expect(await seqs('type=generation&id=g1')).toEqual([2, 1]);
    expect(await seqs('kind=verdict.given&type=generation&id=g2&limit=1')).toEqual([6]);
    expect(await seqs('type=generation&id=__proto__')).toEqual([]);
    expect(await seqs('kind=no.such')).toEqual([]);
  });

  it.each([
    'type=user&id=x',
    'limit=501',
    'limit=0',
    'before=0',
    'kind=%00',
    'type=line&id=a%00b',
    'kind=a%27--',
  ])('refuses %s', async (query) => {
    expect((await ask(app, 'read')('GET', `/api/ledger?${query}`)).status).toBe(400);
  });
});

async function reportsOf({ events }: LedgerStore): Promise<{ name: string }[]> {
  const found: { name: string }[] = [];
  for await (const { body } of events.call(store, { kinds: ['generation.checked'] }))
    found.push(body['report'] as unknown as { name: string } & Report);
  return found;
}
