import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EventDraft } from '../../ledger/event.ts';
import { filesFact } from '../../ledger/files-fact.ts';
import { draft } from '../../ledger/fixtures.test.support.ts';
import { OTHERS } from '../../ledger/kinds/parts.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { checked, corpus, mixed, tagged } from '../../ledger/lineage/lineage.test.support.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { ask, deskOf, expectOk, testApp } from '../app/app.test.support.ts';
import { type Aside, hereAside } from '../aside/aside.ts';
import { placeOf } from '../aside/reopen.ts';
import type { App } from '../desk.ts';
import { sourcesDesk } from './sources-desk.ts';
import { sourcesRoutesBy } from './sources-routes.ts';

const { make } = workspaces();
const BARE = 'line: stories\n';
const YAML = `${BARE}human: human.jsonl\ngenerations: "g*.jsonl"\n`;
const open: { app: App; store: LedgerStore }[] = [];

afterAll(async () => {
  for (const { app, store } of open) {
    await app.close();
    await store.close();
  }
});

async function served(workspace: Workspace, given?: Aside, patience = 20_000) {
  const store = await openLedgerOf(workspace, { create: true });
  const aside = given ?? hereAside(sourcesDesk(placeOf(workspace), 0));
  const app = await testApp(deskOf(workspace, store), { routes: [sourcesRoutesBy(aside, patience)] });
  open.push({ app, store });
  const asked = (url: string) => ask(app, 'read')('GET', url);
  return { store, asked, get: (url: string) => expectOk(asked(url)) };
}

function source(name: string, more: Partial<BodyOf<'source.registered'>> = {}): EventDraft {
  return draft('source.registered', [{ type: 'source', id: name }], { name, origin: 'human', ...more });
}

describe('GET /api/sources', () => {
  it('says of each source what is known and what is not, with its examples by origin', async () => {
    const files = { 'human.jsonl': humanRows(6), 'g1.jsonl': madeRows(4, 1) };
    const { store, get } = await served(await make(YAML, files));
    await store.append([source('novels', { license: 'CC0', owner: 'the archive', category: 'licensed' })]);
    const { sources, unknownShare, corpora, counting } = await get('/api/sources');
    expect(sources).toMatchObject([
      { id: 'line', examples: 4, origins: { synthetic: 4 }, fedBy: [] },
      { id: 'novels', origin: 'human', license: 'CC0', examples: 6, unknown: ['collected'] },
    ]);
    // Six words and the end of the example; human rows go on with three words more.
    expect(sources.map(({ tokens }: { tokens: number }) => tokens)).toEqual([4 * 7, 6 * 10]);
    expect(sources[0].unknown).toContain('registered');
    expect([unknownShare, counting]).toEqual([0, undefined]);
    expect(corpora.map(({ name, examples }: { name: string; examples: number }) => [name, examples])).toEqual(
      [
        ['human', 6],
        ['g1', 4],
      ],
    );
  });

  it('counts examples whose origin nobody knows', async () => {
    const rows = `${'{"text":"a b"}\n'.repeat(3)}${humanRows(1)}`;
    const { get } = await served(await make(`${BARE}human: human.jsonl\n`, { 'human.jsonl': rows }));
    expect((await get('/api/sources')).unknownShare).toBe(0.75);
  });

  it('takes what was said last of a source, and what outcross.yaml says where nobody registered it', async () => {
    const yaml = `${BARE}dataset:\n  sources:\n    web:\n      license: CC-BY-4.0\n`;
    const { store, get } = await served(await make(yaml));
    await store.append([source('a', { license: 'none' }), source('a', { license: 'CC0' })]);
    const { sources } = await get('/api/sources');
    expect(sources).toMatchObject([
      { id: 'a', license: 'CC0' },
      { id: 'web', license: 'CC-BY-4.0' },
    ]);
  });

  it('names the models that feed a source: as registered, and by what was made of what', async () => {
    const { store, get } = await served(await make(BARE));
    const human = corpus('human.jsonl');
    const made = corpus('g1.jsonl');
    await store.append([
      source('forum', { fedBy: ['helper-v1'] }),
      tagged(human, made, { model: 'm1', source: 'blog' }),
      source('forum', { fedBy: ['helper-v2'] }),
    ]);
    const { sources } = await get('/api/sources');
    expect(sources).toMatchObject([
      { id: 'blog', fedBy: ['m1'] },
      { id: 'forum', fedBy: ['helper-v2'] },
    ]);
  });

  it('takes for no source what a mix counts beyond those that it names', async () => {
    const { store, get } = await served(await make(BARE));
    const composition = { origin: {}, source: { essays: 3, [OTHERS]: 9 } };
    const mix = mixed([corpus('human.jsonl')], corpus('train-1.jsonl'));
    await store.append([{ ...mix, body: { ...mix.body, composition } } as EventDraft]);
    const { sources } = await get('/api/sources');
    expect(sources.map(({ id }: { id: string }) => id)).toEqual(['essays']);
  });

  it('answers with what the ledger knows while corpora are being read', async () => {
    let finish: (value: unknown) => void = () => {};
    const slow: Aside = {
      call: () => new Promise((resolve) => (finish = resolve as typeof finish)),
      close: async () => finish({ corpora: [], described: [] }),
    };
    const { store, get } = await served(await make(BARE), slow, 0);
    await store.append([source('a')]);
    expect(await get('/api/sources')).toMatchObject({ sources: [{ id: 'a' }], counting: true });
  });

  it('says what to run where there is nothing', async () => {
    const { get } = await served(await make(BARE));
    const { empty } = await get('/api/sources');
    expect(empty.command).toContain('outcross sources register');
  });

  it('is not sent again to who has it', async () => {
    const { store, asked } = await served(await make(BARE));
    await store.append([source('a')]);
    const { headers } = await asked('/api/sources');
    const again = () =>
      ask(open.at(-1)!.app, 'read')('GET', '/api/sources', undefined, {
        'if-none-match': String(headers['etag']),
      });
    expect((await again()).status).toBe(304);
    await store.append([source('b')]);
    expect((await again()).status).toBe(200);
  });
});

describe('GET /api/lineage', () => {
  const HUMAN = corpus('human.jsonl');
  const MIX = corpus('train-1.jsonl');
  const G1 = corpus('g1.jsonl');

  async function line() {
    const made = await served(await make(BARE));
    await made.store.append([
      tagged(corpus('raw.jsonl'), HUMAN, { source: 'essays' }),
      mixed([HUMAN], MIX),
      checked('g1', 1, G1, MIX),
    ]);
    return made;
  }
  const named = ({ nodes }: { nodes: { names: string[]; step: number }[] }) =>
    Object.fromEntries(nodes.map(({ names, step }) => [names[0], step]));

  it('shows the whole line, parents above their children', async () => {
    const { get } = await line();
    const whole = await get('/api/lineage');
    expect(named(whole)).toEqual({ 'raw.jsonl': 0, essays: 0, 'human.jsonl': 1, 'train-1.jsonl': 2, g1: 3 });
    expect(whole).toMatchObject({ leftOut: 0, loops: [] });
    expect(whole.edges).toHaveLength(4);
  });

  it('shows what is around one artifact: by name, by digest, by key', async () => {
    const { get } = await line();
    for (const id of [
      'train-1.jsonl',
      'mix:train-1.jsonl',
      MIX.sha256.slice(0, 12),
      `artifact:${MIX.sha256}`,
    ]) {
      const found = await get(`/api/lineage?depth=1&id=${encodeURIComponent(id)}`);
      expect(named(found)).toEqual({ 'train-1.jsonl': 0, 'human.jsonl': -1, g1: 1 });
      expect(found.root).toBe(`artifact:${MIX.sha256}`);
    }
  });

  it('shows what was recorded a moment ago', async () => {
    const { get, store } = await line();
    await get('/api/lineage');
    await store.append([checked('g2', 2, corpus('g2.jsonl'), MIX)]);
    expect(named(await get('/api/lineage'))).toHaveProperty('g2', 3);
  });

  it('finds the way from a model back to itself, by what a source was registered as fed by', async () => {
    const { get, store } = await line();
    await store.append([
      tagged(corpus('out.jsonl'), G1, { model: 'm1' }),
      source('essays', { fedBy: ['m1'] }),
      checked('g1', 1, G1, MIX),
    ]);
    const { loops } = await get('/api/lineage');
    expect(loops).toHaveLength(1);
    expect(loops[0]).toEqual(expect.arrayContaining(['source:essays', 'model:m1', `artifact:${MIX.sha256}`]));
  });

  it('shows where an example comes from, by reading the corpora that the ledger knows', async () => {
    const rows = [
      { id: 'a', text: 'one', provenance: { origin: 'human' } },
      { id: 'b', text: 'two', provenance: { origin: 'synthetic', parents: ['a', 'lost'] } },
    ];
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const workspace = await make(BARE, { 'set.jsonl': text });
    const { get, store, asked } = await served(workspace);
    const path = join(workspace.folder, 'set.jsonl');
    await store.append([tagged(corpus('raw'), await filesFact('set.jsonl', [path], workspace.folder))]);
    const found = await get('/api/lineage?id=example%3Ab');
    expect(named(found)).toEqual({ b: 0, a: -1, lost: -1 });
    expect([found.root, found.missing]).toEqual(['example:b', ['lost']]);
    expect(await get('/api/lineage?id=b')).toEqual(found);
    expect(await asked('/api/lineage?id=example%3Az')).toMatchObject({ status: 404 });
    writeFileSync(path, `${text}{"id":"c","text":"x"}\n`);
    expect((await get('/api/lineage?id=a')).notes).toEqual(['1 file has another size than was recorded.']);
  });

  it('asks which of several things is meant', async () => {
    const { asked, store } = await line();
    await store.append([source('g1')]);
    const { status, body } = await asked('/api/lineage?id=g1');
    expect([status, body.code]).toEqual([400, 'E_USAGE']);
    expect(body.hint).toContain('source:g1');
  });

  it.each(['__proto__', '..%2F..%2Fetc%2Fpasswd', 'source%3Aconstructor', '%00'])(
    'knows nothing of %s',
    async (id) => {
      const { asked } = await line();
      expect((await asked(`/api/lineage?id=${id}`)).status).toBe(404);
    },
  );

  it('refuses a depth that is none', async () => {
    const { asked } = await line();
    for (const depth of ['0', '1e9', 'x'])
      expect((await asked(`/api/lineage?depth=${depth}`)).status).toBe(400);
  });

  it('says what to run where nothing was made yet', async () => {
    const { get } = await served(await make(BARE));
    expect(await get('/api/lineage')).toMatchObject({ nodes: [], empty: { command: expect.any(String) } });
  });
});
