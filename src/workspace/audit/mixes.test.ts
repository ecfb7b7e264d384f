import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPrepared, prepareMix } from '../../mix/mix.ts';
import { readPolicy } from '../../mix/read-policy.ts';
import type { Workspace } from '../../workspace.ts';
import { humanRows, madeRows, workspaces } from '../fixtures.test.support.ts';
import { anchorFacts, digestOf } from './anchor.ts';
import { FactCache } from './fact-cache.ts';
import { digestOfJson, type MixContext, mixesOf } from './mixes.ts';

const { make, anchored } = workspaces();
const YAML = 'line: x\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';
const OUTPUT = 'mixes/train-1.jsonl';
const FILES = { 'human.jsonl': humanRows(30), 'g1.jsonl': madeRows(10, 1) };

async function built({ folder }: Workspace, output: string, inputs = Object.keys(FILES)): Promise<void> {
  const spec = { inputs: inputs.map((name) => join(folder, name)) };
  const prepared = await prepareMix(spec, readPolicy({}), { workers: 0 });
  mkdirSync(join(folder, 'mixes'), { recursive: true });
  await buildPrepared(prepared, { output: join(folder, output), sink: {}, version: '0', workers: 0 });
}
const all = (workspace: Workspace, more: Partial<MixContext> = {}) =>
  mixesOf(
    { workspace, cache: new FactCache(join(workspace.folder, '.outcross/audit')), workers: 0 },
    { generations: 1, anchor: undefined, memory: undefined, rejected: new Set(), ...more },
  );
const found = async (workspace: Workspace, more: Partial<MixContext> = {}) =>
  (await all(workspace, more)).mixes;
const at = (seq: number) => ({ at: seq * 1_000, seq });

describe('the training sets of a workspace', () => {
  it('are those that stand where the workspace writes them, by their generations, the next one too', async () => {
    const workspace = await make(YAML, FILES);
    expect(await found(workspace)).toEqual([]);
    for (const number of [2, 1, 4]) await built(workspace, `mixes/train-${number}.jsonl`);
    const sets = await found(workspace);
    // Of a line of one generation a set for a fourth is none yet.
    expect(sets.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(sets[0]).toMatchObject({
      examples: 40,
      byOrigin: { human: 30, synthetic: 10 },
      mode: 'accumulate',
    });
    expect(sets[0].largestModel).toEqual({ name: 'm1', share: 0.25 });
    expect(sets[0].policy).toBe(digestOfJson(readPolicy({})));
  });

  it('is one where every generation is written to the same place: the ledger knows whose it is', async () => {
    const workspace = await make(`${YAML}mix: {output: mixes/train.jsonl}\n`, FILES);
    await built(workspace, 'mixes/train.jsonl');
    const [alone, ...more] = await found(workspace);
    expect(more).toEqual([]);
    expect(alone).not.toHaveProperty('generation');
    const mixes = [
      { ...at(3), output: OUTPUT, digest: alone.sha256, generation: 1 },
      { ...at(5), output: OUTPUT, digest: alone.sha256, generation: 2 },
      { ...at(7), output: OUTPUT, digest: 'f'.repeat(64), generation: 9 },
    ];
    const [known] = await found(workspace, { memory: { mixes, proofs: [], verified: [] } });
    expect([known.generation, known.built]).toEqual([2, at(5)]);
  });

  it('is told from what was recorded once a byte of it is another', async () => {
    const workspace = await make(YAML, FILES);
    await built(workspace, 'mixes/train-1.jsonl');
    const [before] = await found(workspace);
    const memory = { mixes: [{ ...at(3), output: OUTPUT, digest: before.sha256 }], proofs: [], verified: [] };
    expect((await found(workspace, { memory }))[0].built).toEqual(at(3));
    appendFileSync(join(workspace.folder, 'mixes/train-1.jsonl'), '{"id":"slipped","text":"in"}\n');
    const [changed] = await found(workspace, { memory });
    expect(changed).not.toHaveProperty('built');
    expect(changed.files[0].actual).not.toBe(changed.files[0].expected);
  });

  it('is an older one where the ledger remembers another that was built there since, not elsewhere', async () => {
    const workspace = await make(YAML, FILES);
    await built(workspace, OUTPUT);
    const [{ sha256 }] = await found(workspace);
    const rebuilt = async (...mixes: { at: number; seq: number; output: string; digest: string }[]) =>
      (await found(workspace, { memory: { mixes, proofs: [], verified: [] } }))[0].rebuilt;
    const own = { output: OUTPUT, digest: sha256 };
    const other = { output: OUTPUT, digest: 'f'.repeat(64) };
    expect(await rebuilt({ ...at(3), ...own }, { ...at(5), ...other })).toEqual(at(5));
    expect(await rebuilt({ ...at(3), ...other }, { ...at(5), ...own })).toBeUndefined();
    expect(await rebuilt({ ...at(3), ...own }, { ...at(5), ...other }, { ...at(7), ...own })).toBeUndefined();
    expect(await rebuilt({ ...at(3), ...own }, { ...at(5), ...other, output: 'else.jsonl' })).toBeUndefined();
    // A set that was changed is told otherwise.
    expect(await rebuilt({ ...at(5), ...other })).toBeUndefined();
  });

  it('is lost once it was removed, while its manifest or the ledger knows of it', async () => {
    const workspace = await make(YAML, FILES);
    await built(workspace, OUTPUT);
    const [set] = await found(workspace, { rejected: new Set(['g1-1']) });
    expect(set.rejected).toBe(1);
    const remembered = (output: string) => ({
      memory: { mixes: [{ ...at(3), digest: set.sha256, output, generation: 1 }], proofs: [], verified: [] },
    });
    expect((await all(workspace, remembered(OUTPUT))).lost).toEqual([]);
    rmSync(join(workspace.folder, OUTPUT));
    const { output, manifest } = set;
    expect(await all(workspace)).toEqual({ mixes: [], lost: [{ output, generation: 1, manifest }] });
    const lost = { output, generation: 1, built: at(3) };
    expect((await all(workspace, remembered(OUTPUT))).lost).toEqual([{ ...lost, manifest }]);
    rmSync(manifest);
    expect((await all(workspace, remembered(OUTPUT))).lost).toEqual([lost]);
    expect((await all(workspace, remembered('elsewhere.jsonl'))).lost).toEqual([]);
    expect((await all(workspace)).lost).toEqual([]);
  });

  it('is lost as a folder too', async () => {
    const workspace = await make(`${YAML}mix: {output: "train-{generation}/"}\n`, FILES);
    const mixes = [{ ...at(3), digest: 'a', output: 'train-2' }];
    const { lost } = await all(workspace, { memory: { mixes, proofs: [], verified: [] } });
    expect(lost).toMatchObject([{ generation: 2, built: at(3) }]);
  });

  it('is proven by the proof that stands beside it, as the ledger knows that very file', async () => {
    const workspace = await make(YAML, FILES);
    await built(workspace, 'mixes/train-1.jsonl');
    const proof = join(workspace.folder, 'mixes/train-1.jsonl.proof.json');
    writeFileSync(proof, '{"one":1}');
    const bundle = (await digestOf(proof))!;
    const event = { ...at(2), bundle, result: 'passed' as const };
    const failed = { ...at(4), bundle, result: 'failed' as const };
    const memory = { mixes: [], proofs: [event], verified: [event, failed] };
    const [proven] = await found(workspace, { memory });
    expect([resolve(proven.proof!), proven.proven, proven.verified]).toEqual([proof, event, failed]);
    writeFileSync(proof, '{"two":2}');
    const [changed] = await found(workspace, { memory });
    expect(resolve(changed.proof!)).toBe(proof);
    for (const key of ['proven', 'verified']) expect(changed).not.toHaveProperty(key);
  });

  it.each(['policy', 'composition', 'weights', 'inputs', 'rules', 'fates', 'outputs'])(
    'is a coded error where its manifest has no %s, or nothing in it',
    async (member) => {
      const workspace = await make(YAML, FILES);
      await built(workspace, 'mixes/train-1.jsonl');
      const path = join(workspace.folder, 'mixes/train-1.jsonl.manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8'));
      for (const part of [undefined, null, 'x']) {
        writeFileSync(path, JSON.stringify({ ...manifest, [member]: part }));
        await expect(found(workspace)).rejects.toMatchObject({ code: 'E_PROOF' });
      }
      if (['policy', 'composition'].includes(member)) {
        writeFileSync(path, JSON.stringify({ ...manifest, [member]: {} }));
        await expect(found(workspace)).rejects.toMatchObject({ code: 'E_PROOF' });
      }
    },
  );
});

describe('the anchor of a workspace', () => {
  it('is none where there is none', async () => {
    expect(await anchorFacts(await make('line: x\n'))).toBeUndefined();
  });

  it('is told with every file of it, those that are gone too', async () => {
    const workspace = await anchored(YAML);
    const whole = (await anchorFacts(workspace))!;
    expect(whole.files).toHaveLength(5);
    expect(whole.reservoir.examples + whole.holdout.examples).toBe(60);
    rmSync(join(workspace.folder, 'anchor/holdout.profile'));
    const { files } = (await anchorFacts(workspace))!;
    expect(
      files.filter(({ actual }) => actual === undefined).map(({ name }) => name.split('/').at(-1)),
    ).toEqual(['holdout.profile']);
    expect(files.filter(({ expected, actual }) => expected === actual)).toHaveLength(4);
  });

  it('is a coded error where its document is damaged: nothing may pass for frozen then', async () => {
    const workspace = await anchored(YAML);
    writeFileSync(join(workspace.folder, 'anchor/anchor.json'), '{');
    await expect(anchorFacts(workspace)).rejects.toMatchObject({ code: expect.stringMatching(/^E_/) });
  });
});
