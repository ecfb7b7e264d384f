import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachedProfile } from '../../../engine/profile-cache.ts';
import { settingsFor } from '../../../engine/settings-for.ts';
import type { FeatureRequest } from '../../../features/encoder.ts';
import { humanRows, madeRows, workspaces } from '../../../workspace/fixtures.test.support.ts';
import { generationsOf } from '../../../workspace/line.ts';
import { corpusSpecOf } from '../../../workspace/reading.ts';
import type { Workspace } from '../../../workspace.ts';
import { findProfiles } from './find-profiles.ts';

const { make, anchored } = workspaces();
const YAML = 'human: human.jsonl\ngenerations: "g*.jsonl"\n';
const FILES = { 'human.jsonl': humanRows(30), 'g1.jsonl': madeRows(20, 1) };
const LEXICAL: FeatureRequest = { source: 'lexical', dimension: 256 };

/** Keeps the profile of a corpus as a check does. */
async function keep(
  workspace: Workspace,
  inputs: readonly string[],
  features?: FeatureRequest,
): Promise<void> {
  const spec = corpusSpecOf(inputs, workspace.config.fields);
  const how = { settings: settingsFor(spec, features ?? null), workers: 0, ...(features && { features }) };
  await cachedProfile(join(workspace.folder, '.outcross', 'profiles'), spec, how);
}

const first = async (workspace: Workspace) => (await generationsOf(workspace))[0];
const human = ({ folder }: Workspace) => [join(folder, 'human.jsonl')];

describe('findProfiles', () => {
  it('finds the holdout of the anchor, and what the check kept of the generation', async () => {
    const workspace = await anchored(YAML, FILES);
    const g1 = await first(workspace);
    expect((await findProfiles(workspace, g1)).absent?.command).toBe('outcross check');
    await keep(workspace, g1.corpus);
    const { found } = await findProfiles(workspace, g1);
    expect(found?.split).toBe(false);
    expect(found?.human).toMatch(/anchor\/holdout.*\.profile$/);
    expect(found?.generation).toMatch(/\.outcross\/profiles\/[0-9a-f]{40}\.profile$/);
  });

  it('finds human text that is halved where there is no anchor, in the same space as the generation', async () => {
    const workspace = await make(YAML, FILES);
    const g1 = await first(workspace);
    await keep(workspace, g1.corpus);
    await keep(workspace, human(workspace), LEXICAL);
    expect((await findProfiles(workspace, g1)).found).toBeUndefined();
    await keep(workspace, g1.corpus, LEXICAL);
    expect((await findProfiles(workspace, g1)).found?.split).toBe(true);
  });

  it('finds the profile of a corpus that was read without the fields it lacks', async () => {
    const workspace = await anchored(`${YAML}fields: {id: id, group: chapter, category: topic}\n`, FILES);
    const g1 = await first(workspace);
    const bare = { ...workspace, config: { ...workspace.config, fields: { id: 'id' } } };
    const spec = { ...corpusSpecOf(g1.corpus, bare.config.fields) };
    const settings = settingsFor(spec, null);
    await cachedProfile(join(workspace.folder, '.outcross', 'profiles'), spec, { settings, workers: 0 });
    expect((await findProfiles(workspace, g1)).found).toBeDefined();
  });

  it('finds what a check kept in the folder of the workspace, wherever it is asked from', async () => {
    const workspace = await make(YAML, FILES);
    const before = process.cwd();
    process.chdir(workspace.folder);
    try {
      await keep(workspace, ['g1.jsonl']);
      await keep(workspace, ['human.jsonl']);
    } finally {
      process.chdir(before);
    }
    expect((await findProfiles(workspace, await first(workspace))).found).toBeDefined();
  });

  it('does not take the profile of other contents, and misses it where files are gone', async () => {
    const workspace = await anchored(YAML, FILES);
    const g1 = await first(workspace);
    await keep(workspace, g1.corpus);
    const path = join(workspace.folder, 'g1.jsonl');
    writeFileSync(path, madeRows(20, 2));
    utimesSync(path, 5, 5);
    expect((await findProfiles(workspace, g1)).absent).toBeDefined();
    rmSync(path);
    expect((await findProfiles(workspace, g1)).absent).toBeDefined();
    renameSync(join(workspace.folder, 'anchor'), join(workspace.folder, 'gone'));
    expect((await findProfiles(workspace, g1)).absent).toBeDefined();
  });

  it('says so where the workspace does not name the generation', async () => {
    const { absent } = await findProfiles(await make(YAML, FILES), undefined);
    expect(absent).toEqual({ why: 'the workspace no longer names the corpus of this generation' });
  });
});
