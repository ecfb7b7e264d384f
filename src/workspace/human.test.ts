import { describe, expect, it } from 'vitest';
import { humanRows, workspaces } from './fixtures.test.support.ts';
import { anchorFolder, anchorOf, humanInputs } from './human.ts';

const { make, anchored } = workspaces();
const ends = (paths: readonly string[] | undefined) =>
  paths?.map((path) => path.split('/').slice(-2).join('/'));

describe('humanInputs', () => {
  it('are the two sides of the anchor, once it is made', async () => {
    const workspace = await anchored('human: human.jsonl\n');
    const human = await humanInputs(workspace);
    expect(ends(human?.against)).toEqual(['anchor/holdout.profile']);
    expect(ends(human?.reservoir)).toEqual(['anchor/reservoir.profile']);
    expect(await anchorOf(workspace)).toBe(anchorFolder(workspace));
  });

  it('are the human data as named before', async () => {
    const workspace = await make('human: [human.jsonl, more.jsonl]\n', { 'human.jsonl': humanRows(3) });
    const human = await humanInputs(workspace);
    expect(human?.against.map((path) => path.split('/').at(-1))).toEqual(['human.jsonl', 'more.jsonl']);
    expect(human).not.toHaveProperty('reservoir');
    expect(await anchorOf(workspace)).toBeUndefined();
  });

  it('are unknown where nobody named any', async () => {
    expect(await humanInputs(await make('line: x\n'))).toBeUndefined();
  });

  it('come from the folder that the configuration names', async () => {
    const workspace = await make('anchor: {folder: data/held}\n');
    expect(anchorFolder(workspace).endsWith('data/held')).toBe(true);
  });

  it('refuse an anchor whose guard was changed', async () => {
    const workspace = await anchored('human: human.jsonl\n');
    const { appendFileSync } = await import('node:fs');
    appendFileSync(`${workspace.folder}/anchor/holdout.near`, 'x');
    await expect(humanInputs(workspace)).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});
