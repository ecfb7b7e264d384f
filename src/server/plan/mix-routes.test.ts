import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileFact, filesFact } from '../../ledger/files-fact.ts';
import { draft, review } from '../../ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { prepareMix } from '../../mix/mix.ts';
import { readPolicy } from '../../mix/read-policy.ts';
import { workspaceSpec } from '../../workspace/fields.ts';
import { humanRows, madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import { nextMix } from '../../workspace/mix.ts';
import type { Workspace } from '../../workspace.ts';
import { ask, deskOf, expectOk, NOON, testApp } from '../app/app.test.support.ts';
import { hereAside } from '../aside/aside.ts';
import { placeOf } from '../aside/reopen.ts';
import type { App } from '../desk.ts';
import { mixRoutesBy } from './mix-routes.ts';
import { planDesk } from './plan-desk.ts';

const { make, anchored } = workspaces();
const YAML = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\npolicy:\n  human: {minimum: 0.4}\n';
const open: { app: App; store: LedgerStore }[] = [];
let now = NOON;

afterAll(async () => {
  for (const { app, store } of open) {
    await app.close();
    await store.close();
  }
});

/** A server over a workspace. Each question comes a minute after the one before. */
async function served(workspace: Workspace, patience = 20_000) {
  const store = await openLedgerOf(workspace, { create: true });
  const desk = deskOf(workspace, store, {
    clock: () => {
      now += 60_000;
      return now;
    },
  });
  const aside = hereAside(planDesk(placeOf(workspace), 0));
  const app = await testApp(desk, { routes: [mixRoutesBy(aside, patience)] });
  open.push({ app, store });
  const asked = ask(app, 'read');
  const plan = (policy: object) => expectOk(asked('POST', '/api/mix/plan', { policy }));
  return { app, store, asked, plan };
}

const line = () => anchored(YAML, { 'g1.jsonl': madeRows(40, 1), 'g2.jsonl': madeRows(30, 2) });

describe('GET /api/mix', () => {
  it('says what the next mix would be made of, and under which policy', async () => {
    const { asked, plan } = await served(await line());
    const before = await expectOk(asked('GET', '/api/mix'));
    expect(before).toMatchObject({ generation: 3, surveyed: false, built: [] });
    expect(before.policy).toMatchObject({ mode: 'accumulate', human: { minimum: 0.4 }, seed: 1 });
    expect(before.inputs.map(({ path }: { path: string }) => path)).toEqual([
      'anchor/reservoir.jsonl',
      'g1.jsonl',
      'g2.jsonl',
    ]);
    expect(before.output).toBe('mixes/train-3.jsonl');
    await plan({});
    const after = await expectOk(asked('GET', '/api/mix'));
    expect(after.surveyed).toBe(true);
    const counts = after.inputs.map(({ examples }: { examples: number }) => examples);
    expect(counts.slice(1)).toEqual([40, 30]);
  });

  it.each(['engine: spark\n', 'engine: {name: spark, master: local}\n'])(
    'plans with what this server reads, and says so, where a cluster is named: %s',
    async (engine) => {
      const here = await served(await make(YAML, { 'human.jsonl': humanRows(9) }));
      expect(await expectOk(here.asked('GET', '/api/mix'))).not.toHaveProperty('cluster');
      const { asked, plan } = await served(await make(`${YAML}${engine}`, { 'human.jsonl': humanRows(9) }));
      expect(await expectOk(asked('GET', '/api/mix'))).toMatchObject({ cluster: true });
      expect((await plan({ human: { minimum: 0 } })).composition.examples).toBe(9);
    },
  );

  it('says what to run where there is nothing to mix', async () => {
    const { asked } = await served(await make('line: x\n'));
    expect(await expectOk(asked('GET', '/api/mix'))).toMatchObject({
      inputs: [],
      empty: { command: 'outcross init' },
    });
  });

  it('names the file and line of a policy that somebody is editing', async () => {
    const workspace = await line();
    const { asked } = await served(workspace);
    writeFileSync(join(workspace.folder, 'outcross.yaml'), `${YAML}  mod: replace\n`);
    const { status, body } = await asked('GET', '/api/mix');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'E_CONFIG', where: expect.stringMatching(/outcross\.yaml:6$/) });
    expect(body.hint).toContain('"mode"');
  });
});

describe('POST /api/mix/plan', () => {
  it('gives the plan that outcross mix would build, without touching a file', async () => {
    const workspace = await line();
    const { plan } = await served(workspace);
    const next = await nextMix(workspace);
    for (const section of [
      {},
      { size: 50, human: { share: 0.5 } },
      { human: { minimum: 0.9 }, size: 100 },
      { earned: 0.5 },
    ]) {
      const { fates, ...here } = (
        await prepareMix(workspaceSpec(workspace, next.inputs), readPolicy(section), {
          workers: 0,
          anchor: await loadMixAnchor(next.anchor!),
        })
      ).plan;
      expect(fates.length).toBeGreaterThan(0);
      expect(await plan(section)).toMatchObject({
        possible: here.possible,
        composition: here.composition,
        rules: here.rules,
        fates: here.fateCounts,
        remedies: here.remedies,
      });
    }
  });

  it('says in one line what is short', async () => {
    const { plan } = await served(await line());
    const { possible, summary } = await plan({ size: 100, human: { minimum: 0.9 } });
    expect(possible).toBe(false);
    expect(summary).toMatch(/^\d+% human, short by \d+ human examples$/);
    expect((await plan({})).summary).toMatch(/% human of \d+ examples, every rule kept$/);
  });

  it('says of which stratum of the anchor human examples are missing', async () => {
    const rows = humanRows(90)
      .trim()
      .split('\n')
      .map((row, i) => JSON.stringify({ ...JSON.parse(row), genre: i % 3 === 0 ? 'fiction' : 'press' }));
    const yaml = `${YAML}fields: {category: genre}\n`;
    const workspace = await make(yaml, {
      'human.jsonl': `${rows.join('\n')}\n`,
      'g1.jsonl': madeRows(200, 1),
    });
    const { plan } = await served(workspace);
    const { strata, summary } = await plan({ size: 240, human: { minimum: 0.75 } });
    expect(strata).toEqual([
      { stratum: 'genre press', examples: 60, short: 60 },
      { stratum: 'genre fiction', examples: 30, short: 30 },
    ]);
    expect(summary).toBe('38% human, short by 60 examples of genre press, and of 1 stratum more');
  });

  it('plans anew with what was added to an input', async () => {
    const workspace = await line();
    const { plan } = await served(workspace);
    const before = (await plan({ human: { minimum: 0 } })).composition.examples;
    appendFileSync(join(workspace.folder, 'g2.jsonl'), madeRows(5, 3));
    expect((await plan({ human: { minimum: 0 } })).composition.examples).toBe(before + 5);
  });

  it('obeys what people decided, and says when it does not yet', async () => {
    const workspace = await line();
    const { plan, store } = await served(workspace);
    await store.append([review('g1-0', 'reject')]);
    expect((await plan({})).fates).toMatchObject({ rejected: 1 });
    await store.append([review('g1-1', 'reject')]);
    const behind = await plan({});
    expect([behind.behind, behind.fates.rejected]).toEqual([true, 1]);
    await expect.poll(async () => (await plan({})).fates.rejected).toBe(2);
  });

  it('asks for patience while it reads, and answers when it has read', async () => {
    const { app, plan } = await served(await line(), 0);
    const first = await ask(app, 'read')('POST', '/api/mix/plan', { policy: {} });
    expect(first).toMatchObject({ status: 202, body: { surveyed: false, progress: { unit: 'bytes' } } });
    expect(first.headers['retry-after']).toBe('1');
    await expect
      .poll(async () => (await ask(app, 'read')('POST', '/api/mix/plan', { policy: {} })).status)
      .toBe(200);
    expect(await plan({ size: 10 })).toMatchObject({ possible: true });
  });

  it.each([
    ['a key that there is not', { humam: {} }, 'E_CONFIG', 'policy.humam', /human/],
    ['a key further down', { human: { minimun: 0.2 } }, 'E_CONFIG', 'policy.human.minimun', /minimum/],
    ['a mode that there is not', { mode: 'acumulate' }, 'E_CONFIG', 'policy.mode', /accumulate/],
    ['a share above one', { human: { minimum: 1.5 } }, 'E_CONFIG', 'policy.human.minimum', /.*/],
    ['replacing without a floor', { mode: 'replace' }, 'E_POLICY', 'policy.mode', /human\.minimum/],
  ])('refuses %s, by key', async (_, policy, code, where, hint) => {
    const { asked } = await served(await make('line: x\n'));
    const { status, body } = await asked('POST', '/api/mix/plan', { policy });
    expect({ status, code: body.code, where: body.where }).toEqual({ status: 400, code, where });
    expect(body.hint ?? '').toMatch(hint);
  });

  it('takes no prototype for a policy', async () => {
    const { asked } = await served(await make('line: x\n'));
    const policy = JSON.parse('{"__proto__": {"mode": "replace"}}');
    expect((await asked('POST', '/api/mix/plan', { policy })).status).toBe(400);
  });

  it('refuses what only an anchor can tell where there is none', async () => {
    const { asked } = await served(
      await make(YAML, { 'human.jsonl': humanRows(9), 'g1.jsonl': madeRows(9, 1) }),
    );
    const { status, body } = await asked('POST', '/api/mix/plan', { policy: { tail: { minimum: 0.1 } } });
    expect([status, body.code]).toEqual([400, 'E_POLICY']);
  });

  it('tells of an input that cannot be read, and plans when it can', async () => {
    const workspace = await make(YAML, { 'human.jsonl': humanRows(9), 'g1.jsonl': 'no json\n' });
    const { asked } = await served(workspace);
    writeFileSync(join(workspace.folder, 'g1.jsonl'), '');
    const { status } = await asked('POST', '/api/mix/plan', { policy: {} });
    expect([200, 422]).toContain(status);
    writeFileSync(join(workspace.folder, 'g1.jsonl'), madeRows(4, 1));
    expect((await asked('POST', '/api/mix/plan', { policy: { human: { minimum: 0 } } })).status).toBe(200);
  });
});

describe('GET /api/mixes/:digest', () => {
  /** A set and its manifest, built and proven according to the ledger. */
  async function built() {
    const workspace = await make(YAML, {
      'mixes/train.jsonl': humanRows(3),
      'mixes/train.jsonl.manifest.json': '{"schema":"outcross.manifest/1"}',
      'mixes/train.jsonl.proof.json': '{}',
    });
    const at = (name: string) => join(workspace.folder, name);
    const output = await filesFact('mixes/train.jsonl', [at('mixes/train.jsonl')], workspace.folder);
    const made = await served(workspace);
    await made.store.append([
      draft('mix.built', [{ type: 'mix', id: output.name }], {
        inputs: [],
        output,
        manifest: await fileFact(at('mixes/train.jsonl.manifest.json'), workspace.folder),
        policy: 'a'.repeat(64),
        examples: 4,
        composition: { origin: { human: 3, synthetic: 1 } },
        verdict: 'healthy',
        version: '1',
      }),
      draft('proof.made', [{ type: 'proof', id: 'x' }], {
        of: output,
        bundle: await fileFact(at('mixes/train.jsonl.proof.json'), workspace.folder),
        root: 'b'.repeat(64),
        size: 3,
        signer: 'key 1',
        version: '1',
      }),
    ]);
    return { ...made, at, digest: output.sha256 };
  }

  it('gives manifest and proof, and the command that checks it', async () => {
    const { asked, digest } = await built();
    expect(await expectOk(asked('GET', `/api/mixes/${digest}`))).toMatchObject({
      digest,
      verdict: 'healthy',
      manifest: { schema: 'outcross.manifest/1' },
      proof: {
        root: 'b'.repeat(64),
        keyId: 'key 1',
        command: 'outcross verify mixes/train.jsonl.proof.json --data mixes/train.jsonl',
      },
    });
    const { built: listed } = await expectOk(asked('GET', '/api/mix'));
    expect(listed).toMatchObject([{ digest, path: 'mixes/train.jsonl', humanShare: 0.75, proven: true }]);
  });

  it('says of a set whose file is gone that it is, as long as it is', async () => {
    const { asked, at } = await built();
    const listed = async () => (await expectOk(asked('GET', '/api/mix'))).built[0];
    expect(await listed()).not.toHaveProperty('gone');
    const file = at('mixes/train.jsonl');
    const kept = readFileSync(file);
    rmSync(file);
    expect(await listed()).toMatchObject({ path: 'mixes/train.jsonl', gone: true });
    writeFileSync(file, kept);
    expect(await listed()).not.toHaveProperty('gone');
  });

  it('shows no manifest that is not the one that was recorded', async () => {
    const { asked, digest, at } = await built();
    appendFileSync(at('mixes/train.jsonl.manifest.json'), ' ');
    const { manifest, absent } = await expectOk(asked('GET', `/api/mixes/${digest}`));
    expect(manifest).toBeUndefined();
    expect(absent.why).toContain('was changed after');
    rmSync(at('mixes/train.jsonl.manifest.json'));
    expect((await expectOk(asked('GET', `/api/mixes/${digest}`))).absent.why).toContain('not there');
  });

  it('follows no link out of the workspace, though its digest be right', async () => {
    const { asked, digest, at } = await built();
    const manifest = at('mixes/train.jsonl.manifest.json');
    const outside = `${at('')}-outside.json`.replace('/-', '-');
    writeFileSync(outside, readFileSync(manifest));
    rmSync(manifest);
    symlinkSync(outside, manifest);
    expect((await expectOk(asked('GET', `/api/mixes/${digest}`))).absent.why).toContain('outside');
    rmSync(outside);
  });

  it.each(['__proto__', '..%2F..%2Fetc%2Fpasswd', 'f'.repeat(64)])('knows nothing of %s', async (digest) => {
    const { asked } = await built();
    const { status, body } = await asked('GET', `/api/mixes/${digest}`);
    expect([status, body.code]).toEqual([404, 'E_NOT_FOUND']);
  });
});
