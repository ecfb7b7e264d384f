import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROOF_KEYS_FOLDER } from '../../proof/keys/key-store.ts';
import { workspaces } from '../fixtures.test.support.ts';
import { commandFacts } from './commands.ts';

const { make } = workspaces();

describe('what the remedies of an audit are made of', () => {
  it('is the next training set, whether it stands there, and the command that trains on it', async () => {
    const yaml = 'line: x\nmix: {output: "mixes/t{generation}.jsonl"}\ntrain: "go {mix} {output}"\n';
    const workspace = await make(yaml, { 'mixes/t2.jsonl': '{}\n' });
    const [first, second] = [await commandFacts(workspace, 0), await commandFacts(workspace, 1)];
    expect([first.next, first.mixExists]).toEqual([1, false]);
    expect([second.next, second.mixExists]).toEqual([2, true]);
    expect(second.mix).toMatch(/t2\.jsonl$/);
    expect(second.train).toContain('t2.jsonl');
  });

  it.each([
    '.gitlab-ci.yml',
    'Jenkinsfile',
    'azure-pipelines.yml',
    '.circleci/config.yml',
    '.github/workflows/deep name.yaml',
  ])('finds %s, where it names outcross', async (file) => {
    const workspace = await make('line: x\n', { [file]: 'run: npx outcross audit\n' });
    expect((await commandFacts(workspace, 0)).pipeline?.endsWith(file)).toBe(true);
  });

  it('takes no other file and no other word for a pipeline', async () => {
    const workspace = await make('line: x\n', {
      '.gitlab-ci.yml': 'run: outcrossing\n',
      '.github/workflows/readme.md': 'outcross\n',
      '.github/workflows/test.yml': 'run: my_outcross\n',
      Makefile: 'outcross audit\n',
    });
    expect(await commandFacts(workspace, 0)).not.toHaveProperty('pipeline');
  });

  it('takes a folder that bears the name of a pipeline for none', async () => {
    const workspace = await make('line: x\n');
    mkdirSync(join(workspace.folder, 'Jenkinsfile'));
    mkdirSync(join(workspace.folder, '.github/workflows/ci.yml'), { recursive: true });
    expect(await commandFacts(workspace, 0)).not.toHaveProperty('pipeline');
  });

  it('has no key to sign with where the store is empty, not there, or holds what is none', async () => {
    const workspace = await make('line: x\n');
    expect((await commandFacts(workspace, 0)).hasKey).toBe(false);
    const keys = join(workspace.folder, PROOF_KEYS_FOLDER);
    mkdirSync(keys, { recursive: true });
    expect((await commandFacts(workspace, 0)).hasKey).toBe(false);
    writeFileSync(join(keys, 'k.json'), '{broken');
    expect((await commandFacts(workspace, 0)).hasKey).toBe(false);
  });
});
