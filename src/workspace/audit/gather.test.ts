import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMixAnchor } from '../../mix/load-anchor.ts';
import { buildPrepared, prepareMix } from '../../mix/mix.ts';
import { readPolicy } from '../../mix/read-policy.ts';
import type { Workspace } from '../../workspace.ts';
import { humanRows, madeRows, workspaces } from '../fixtures.test.support.ts';
import { gatherFacts } from './gather.ts';

const { make, anchored } = workspaces();
const YAML = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\ntrain: "go {mix} {output}"\n';
const NOW = Date.UTC(2026, 5, 15);
const gather = (workspace: Workspace) => gatherFacts(workspace, { now: NOW, ledger: undefined, workers: 0 });

/** The next training set, built as `outcross mix` does. */
async function mixIn({ folder }: Workspace, inputs: readonly string[], guarded = true): Promise<void> {
  const spec = { inputs: inputs.map((name) => join(folder, name)) };
  const anchor = guarded ? await loadMixAnchor(join(folder, 'anchor')) : undefined;
  const prepared = await prepareMix(spec, readPolicy({}), {
    workers: 0,
    ...(anchor === undefined ? {} : { anchor }),
  });
  const output = join(folder, 'train.jsonl');
  await buildPrepared(prepared, { output, sink: {}, version: '0', workers: 0 });
}

describe('gatherFacts', () => {
  it('gathers what an empty workspace says: that nothing is there', async () => {
    const facts = await gather(await make('line: x\n'));
    expect(facts).toMatchObject({ line: 'x', now: NOW, generations: [], mixes: [], checks: [], answers: {} });
    expect(facts).not.toHaveProperty('human');
    expect(facts).not.toHaveProperty('anchor');
    expect(facts.commands).toMatchObject({ next: 1, mixExists: false, hasKey: false });
    expect(JSON.parse(JSON.stringify(facts)).config.gate).toEqual({
      severity: 'high',
      score: 0,
      unanswered: false,
    });
  });

  it('counts human data and generations, with digests, and fills in commands', async () => {
    const workspace = await anchored(YAML, { 'g1.jsonl': madeRows(8, 1), 'g2.jsonl': madeRows(5, 2) });
    const facts = await gather(workspace);
    expect(facts.human).toMatchObject({
      examples: 60,
      byOrigin: { human: 60 },
      unstated: { origin: 0, source: 0, license: 60, evidence: 60 },
    });
    expect(facts.generations.map(({ name, number, corpus }) => [name, number, corpus.examples])).toEqual([
      ['g1', 1, 8],
      ['g2', 2, 5],
    ]);
    expect(facts.generations[0].corpus).toMatchObject({ models: ['m1'], byOrigin: { synthetic: 8 } });
    expect(facts.commands.train).toMatch(/^go .*train-3\.jsonl .*g3\.jsonl$/);
    for (const { expected, actual } of facts.anchor!.files) expect(actual).toBe(expected);
  });

  it('sees at once what was changed since it looked last', async () => {
    const workspace = await anchored(YAML, { 'g1.jsonl': madeRows(8, 1) });
    const before = await gather(workspace);
    appendFileSync(join(workspace.folder, 'g1.jsonl'), '{"id":"new","text":"from nowhere"}\n{broken\n');
    const after = await gather(workspace);
    expect(after.generations[0].corpus).toMatchObject({ examples: 9, malformed: 1, unstated: { origin: 1 } });
    expect(after.generations[0].corpus.sha256).not.toBe(before.generations[0].corpus.sha256);
    appendFileSync(join(workspace.folder, 'anchor', 'holdout.jsonl'), ' ');
    const changed = (await gather(workspace)).anchor!.files.filter(
      ({ expected, actual }) => expected !== actual,
    );
    expect(changed.map(({ name }) => name.split('/').at(-1))).toEqual(['holdout.jsonl']);
  });

  it('reads a training set back from its manifest, and finds what of the holdout is in it', async () => {
    const yaml = `${YAML}mix: {output: "train.jsonl"}\n`;
    const workspace = await anchored(yaml, { 'g1.jsonl': madeRows(8, 1) });
    await mixIn(workspace, ['anchor/reservoir.jsonl', 'g1.jsonl']);
    const [mix] = (await gather(workspace)).mixes;
    expect(mix).toMatchObject({ mode: 'accumulate', leak: { near: 0, ids: 0 }, rejected: 0 });
    expect(mix.files.map(({ expected, actual }) => expected === actual)).toEqual([true]);
    expect(mix.inputs).toHaveLength(2);
    // Without the anchor, the holdout comes in with the human data.
    rmSync(join(workspace.folder, 'train.jsonl'));
    await mixIn(workspace, ['human.jsonl', 'g1.jsonl'], false);
    const [leaking] = (await gather(workspace)).mixes;
    expect(leaking.leak!.ids).toBeGreaterThan(0);
    expect(leaking.leak!.near).toBeGreaterThanOrEqual(leaking.leak!.ids);
    expect(leaking).not.toHaveProperty('holdout');
  });

  it('finds a training set that was changed, or is gone', async () => {
    const yaml = `${YAML}mix: {output: "train.jsonl"}\n`;
    const workspace = await anchored(yaml, { 'g1.jsonl': madeRows(8, 1) });
    await mixIn(workspace, ['anchor/reservoir.jsonl', 'g1.jsonl']);
    const set = join(workspace.folder, 'train.jsonl');
    writeFileSync(set, readFileSync(set, 'utf8').replace('passage', 'Passage'));
    const [{ files }] = (await gather(workspace)).mixes;
    expect(files[0].actual).not.toBe(files[0].expected);
  });

  it('goes on where the guard was changed: that is for the audit to say', async () => {
    const yaml = `${YAML}mix: {output: "train.jsonl"}\n`;
    const workspace = await anchored(yaml, { 'g1.jsonl': madeRows(8, 1) });
    await mixIn(workspace, ['anchor/reservoir.jsonl', 'g1.jsonl']);
    appendFileSync(join(workspace.folder, 'anchor', 'holdout.near'), 'x');
    const { mixes, anchor } = await gather(workspace);
    expect(mixes[0]).not.toHaveProperty('leak');
    expect(anchor!.files.some(({ expected, actual }) => expected !== actual)).toBe(true);
  });

  it('takes a corpus without an example for one of none', async () => {
    const workspace = await make(YAML, { 'human.jsonl': humanRows(2), 'g1.jsonl': '\n' });
    expect((await gather(workspace)).generations[0].corpus).toMatchObject({ examples: 0, sources: [] });
  });

  it('knows what the configuration says of sources, waivers and gates, and where', async () => {
    const workspace = await make(
      `line: x\nwaivers:\n  - {item: sources.owned, owner: zoe, reason: soon, expires: 2026-12-31}\n` +
        'dataset:\n  sources: {press: {license: CC0-1.0, rightsHolder: {name: Library}, collected: {from: "2001"}}}\n' +
        'gates: {failOn: [late], audit: {score: 80, unanswered: true}}\nalerts: {webhook: "https://h.example"}\n',
    );
    const { sources, waivers, config } = await gather(workspace);
    expect(sources).toEqual([{ name: 'press', license: 'CC0-1.0', owner: 'Library', collected: true }]);
    expect(waivers).toMatchObject([{ item: 'sources.owned', until: Date.UTC(2027, 0, 1) }]);
    expect(waivers[0].where).toMatch(/outcross\.yaml:3$/);
    expect(config).toMatchObject({ failOn: ['late'], webhook: true, gate: { score: 80, unanswered: true } });
  });

  it('finds the pipeline that runs outcross', async () => {
    const workspace = await make('line: x\n', { '.github/workflows/ci.yml': 'run: outcross audit\n' });
    expect((await gather(workspace)).commands.pipeline).toMatch(/ci\.yml$/);
    copyFileSync(join(workspace.folder, 'outcross.yaml'), join(workspace.folder, '.github/workflows/ci.yml'));
    expect((await gather(workspace)).commands).not.toHaveProperty('pipeline');
  });
});
