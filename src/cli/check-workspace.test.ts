import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFEST_SCHEMA } from '../mix/manifest.ts';
import { sha256Hex } from '../proof/statement/sha256.ts';
import { humanRows, madeRows, workspaces } from '../workspace/fixtures.test.support.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { withWorkspaceInputs } from './check-workspace.ts';

const { make, anchored } = workspaces();
const YAML = 'human: human.jsonl\ngenerations: "g*.jsonl"\n';
const line = { 'g1.jsonl': madeRows(2, 1), 'g2.jsonl': madeRows(2, 2) };
const files = { 'human.jsonl': humanRows(3), ...line };
const none: CheckCommandOptions = { name: [] };
const last = (paths: readonly string[] | undefined) => paths?.map((path) => path.split('/').at(-1));

describe('withWorkspaceInputs', () => {
  it('leaves a check without a workspace as it is', async () => {
    const options = { ...none, against: ['h.jsonl'] };
    const workspace = { file: undefined, folder: '/', config: {}, placeOf: () => '' };
    expect(await withWorkspaceInputs(['g.jsonl'], options, workspace)).toBe(options);
  });

  it('takes the whole line and the human data, and fails on the newest of it', async () => {
    const options = await withWorkspaceInputs([], none, await make(YAML, files));
    expect(options.line?.map(({ name, inputs }) => [name, last(inputs)])).toEqual([
      ['g1', ['g1.jsonl']],
      ['g2', ['g2.jsonl']],
    ]);
    expect(last(options.against)).toEqual(['human.jsonl']);
    expect(options).toMatchObject({ gateOn: 'newest', quiet: true });
    expect(options).not.toHaveProperty('reservoir');
  });

  it('measures against the holdout, once there is an anchor', async () => {
    const options = await withWorkspaceInputs([], none, await anchored(YAML, line));
    expect(last(options.against)).toEqual(['holdout.profile']);
    expect(last(options.reservoir)).toEqual(['reservoir.profile']);
  });

  it('takes what is named instead: a generation, or what it is measured against', async () => {
    const workspace = await anchored(YAML, line);
    const named = await withWorkspaceInputs(['x.jsonl'], none, workspace);
    expect(named).not.toHaveProperty('line');
    expect(named).not.toHaveProperty('gateOn');
    expect(last(named.against)).toEqual(['holdout.profile']);
    const against = await withWorkspaceInputs([], { ...none, against: ['h.jsonl'] }, workspace);
    expect(against.against).toEqual(['h.jsonl']);
    // The reservoir of the anchor is no baseline for other human text.
    expect(against).not.toHaveProperty('reservoir');
    expect(against.line).toHaveLength(2);
    const baseline = await withWorkspaceInputs([], { ...none, reservoir: ['r.jsonl'] }, workspace);
    expect(last(baseline.against)).toEqual(['holdout.profile']);
    expect(baseline.reservoir).toEqual(['r.jsonl']);
  });

  it('takes the line as it was with a generation that is named', async () => {
    const workspace = await make(YAML, files);
    const named = (generation: string) => withWorkspaceInputs([], { ...none, generation }, workspace);
    expect((await named('g1')).line?.map(({ name }) => name)).toEqual(['g1']);
    expect((await named('g2')).line).toHaveLength(2);
    const hint = expect.stringContaining('Did you mean g2?');
    await expect(named('g22')).rejects.toMatchObject({ code: 'E_NOT_FOUND', hint });
  });

  it('names no generation of a line that is not asked for', async () => {
    const options = { ...none, generation: 'g1' };
    const nowhere = { file: undefined, folder: '/', config: {}, placeOf: () => '' };
    const refused = { code: 'E_USAGE' };
    await expect(withWorkspaceInputs([], options, nowhere)).rejects.toMatchObject(refused);
    const workspace = await make(YAML, files);
    await expect(withWorkspaceInputs(['x.jsonl'], options, workspace)).rejects.toMatchObject(refused);
    const named = { ...options, name: ['a=x.jsonl'] };
    await expect(withWorkspaceInputs([], named, workspace)).rejects.toMatchObject(refused);
  });

  it('takes no line beside generations that --name gives', async () => {
    const options = await withWorkspaceInputs([], { name: ['a=x.jsonl'] }, await make(YAML, files));
    expect(options).not.toHaveProperty('line');
  });

  it('has no line to check before the first generation', async () => {
    const workspace = await make(YAML, { 'human.jsonl': humanRows(3) });
    await expect(withWorkspaceInputs([], none, workspace)).rejects.toMatchObject({
      code: 'E_NO_INPUT',
      where: workspace.file,
      hint: expect.stringMatching(/no file g\*\.jsonl yet, as generations: in outcross\.yaml says/),
    });
    const behind = { ...none, against: ['human.jsonl', 'g1.jsonl'] };
    expect(await withWorkspaceInputs([], behind, workspace)).not.toHaveProperty('line');
    const unnamed = await make('human: human.jsonl\n', { 'human.jsonl': humanRows(3) });
    await expect(withWorkspaceInputs([], none, unnamed)).rejects.toMatchObject({
      hint: expect.stringContaining('outcross.yaml names none under generations:'),
    });
  });

  it('fails on the verdicts of the workspace, unless an option says others', async () => {
    const workspace = await make(`${YAML}gates: {failOn: [narrow]}\n`, files);
    expect((await withWorkspaceInputs([], none, workspace)).failOn).toEqual(['narrow']);
    expect((await withWorkspaceInputs([], { ...none, failOn: [] }, workspace)).failOn).toEqual([]);
    expect(await withWorkspaceInputs([], none, await make(YAML, files))).not.toHaveProperty('failOn');
  });

  it('knows what generations were trained on, and their scores, of those that say so', async () => {
    const workspace = await make(
      'human: human.jsonl\ngenerations:\n  - g1.jsonl\n  - {corpus: g2.jsonl, trainedOn: [t.jsonl], modelScores: {holdout: s.jsonl}}\n',
      files,
    );
    const { trainingInputs, modelFiles } = await withWorkspaceInputs([], none, workspace);
    expect([...trainingInputs!].map(([name, inputs]) => [name, last(inputs)])).toEqual([['g2', ['t.jsonl']]]);
    expect([...modelFiles!.keys()]).toEqual(['g2']);
    const plain = await withWorkspaceInputs([], none, await make(YAML, files));
    expect(plain).not.toHaveProperty('trainingInputs');
    expect(plain).not.toHaveProperty('modelFiles');
  });

  it('knows the sets that were built, unless --trained-on says what all were trained on', async () => {
    const set = {
      'mixes/train-2.jsonl': 'x\n',
      'mixes/train-2.jsonl.manifest.json': JSON.stringify({
        schema: MANIFEST_SCHEMA,
        ...{ inputs: [], rules: [], composition: { byOrigin: [], byModel: [] } },
        ...{ policy: { human: {} }, weights: {}, fates: {} },
        outputs: [{ name: 'train-2.jsonl', sha256: sha256Hex(Buffer.from('x\n')) }],
      }),
    };
    const workspace = await make(YAML, { ...files, ...set });
    const { builtSets, notes } = await withWorkspaceInputs([], none, workspace);
    expect([...builtSets!].map(([name, inputs]) => [name, last(inputs)])).toEqual([
      ['g2', ['train-2.jsonl']],
    ]);
    expect(notes).toEqual([expect.stringContaining('g2 (mixes/train-2.jsonl)')]);
    const told = await withWorkspaceInputs([], { ...none, trainedOn: ['t.jsonl'] }, workspace);
    expect(told).not.toHaveProperty('builtSets');
    expect(told).not.toHaveProperty('notes');
    // A ledger that cannot be opened fails no check here: recording in it does.
    const broken = { ...none, ledger: join(workspace.folder, 'human.jsonl') };
    expect((await withWorkspaceInputs([], broken, workspace)).builtSets).toEqual(builtSets);
  });

  it('reads by the fields of the workspace, and wants its labels of what is checked', async () => {
    const workspace = await make(`${YAML}fields: {text: body, group: chapter}\n`, files);
    const options = await withWorkspaceInputs([], { ...none, textField: 'words' }, workspace);
    expect(options).toMatchObject({ textField: 'words', groupField: 'chapter', missingLabels: 'refused' });
  });

  it('keeps profiles beside what is remembered', async () => {
    const workspace = await make(YAML, files);
    const { cache } = await withWorkspaceInputs([], none, workspace);
    expect(join(process.cwd(), cache!)).toBe(join(workspace.folder, '.outcross', 'profiles'));
  });
});
