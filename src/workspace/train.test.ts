import { describe, expect, it } from 'vitest';
import { workspaces } from './fixtures.test.support.ts';
import { trainCommand } from './train.ts';

const { make } = workspaces();
const command = async (yaml: string) => trainCommand(await make(yaml), 3)?.replaceAll(/[^ ]*\/w\d+\//g, '');
const TRAIN = 'train: "go {mix} {generation} {output}"\n';

describe('trainCommand', () => {
  it('fills in set, number and output', async () => {
    expect(await command(`generations: "data/g*.jsonl"\n${TRAIN}`)).toBe(
      'go mixes/train-3.jsonl 3 data/g3.jsonl',
    );
  });

  it.each(['[a.jsonl]', '"data/**/*.jsonl"', '"data/g?.jsonl"'])(
    'leaves the output open where it does not follow from a number: %s',
    async (generations) => {
      expect(await command(`generations: ${generations}\n${TRAIN}`)).toBe(
        'go mixes/train-3.jsonl 3 {output}',
      );
    },
  );

  it('is undefined where the workspace names no command', async () => {
    expect(await command('line: x\n')).toBeUndefined();
  });

  it('takes what a path holds for itself', async () => {
    expect(await command(`mix: {output: "m/$&-{generation}.jsonl"}\n${TRAIN}`)).toContain('m/$&-3.jsonl');
  });
});
