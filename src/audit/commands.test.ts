import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  generationTags,
  mixCommand,
  nextGeneration,
  proveCommand,
  replaceCommand,
  sideCommand,
  tagRemedy,
} from './commands.ts';
import { facts, generation, HUMAN, mix, withPart } from './facts.test.support.ts';

/** Words as a shell cuts them. */
function words(command: string): string[] {
  const script = `for word in ${command}; do printf '%s\\0' "$word"; done`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

describe('tagRemedy of pictures', () => {
  it('makes rows of the folder that holds them, and puts nothing in the place of a picture', () => {
    const corpus = { ...HUMAN, name: 'human', files: ['data/human/a/1.png', 'data/human/b/2.jpg'] };
    const { command, text } = tagRemedy(corpus, facts(), ['--origin human']);
    expect(command).toMatch(
      /^outcross tag data\/human --fill --origin human -o \S*tagged-human\.jsonl --force$/,
    );
    expect(text).toContain('outcross.yaml');
    const loose = tagRemedy({ ...corpus, files: ['1.png', 'b/2.png'] }, facts(), []);
    expect(loose.command).toMatch(/^outcross tag \. /);
  });
});

describe('nextGeneration', () => {
  it('builds the set first where it is not there, then trains and checks', () => {
    expect(nextGeneration(facts()).command).toBe('./train.sh mixes/train-3.jsonl && outcross check');
    const unbuilt = withPart('commands', { mixExists: false });
    expect(nextGeneration(unbuilt).command).toBe(
      'outcross mix --force && ./train.sh mixes/train-3.jsonl && outcross check',
    );
  });

  it('says in words how to train where the workspace does not', () => {
    const untold = withPart('commands', { train: undefined, mixExists: false });
    expect(nextGeneration(untold)).toMatchObject({
      command: 'outcross mix',
      text: expect.stringContaining('Train'),
    });
  });
});

describe('mixCommand', () => {
  it('writes over a set only where one stands there', () => {
    expect(mixCommand(facts())).toBe('outcross mix --force');
    expect(mixCommand(withPart('commands', { mixExists: false }))).toBe('outcross mix');
  });
});

describe('tagRemedy', () => {
  it('puts the tagged file in the place of the other, and makes the anchor of human data anew', () => {
    expect(tagRemedy(HUMAN, facts(), ['--license CC0-1.0']).command).toBe(
      'outcross tag data/human.jsonl --fill --license CC0-1.0 -o .outcross/tagged-human.jsonl --force && ' +
        'mv -f .outcross/tagged-human.jsonl data/human.jsonl && outcross anchor --force && outcross check',
    );
    const young = facts({ anchor: undefined });
    expect(tagRemedy(HUMAN, young, []).command).not.toContain('anchor');
  });

  it('names files of hostile names as one word each', () => {
    const hostile = { ...HUMAN, files: ['data/$(rm -r x); y.jsonl'] };
    const [tag] = tagRemedy(hostile, facts(), []).command!.split(' && ');
    expect(words(tag.replace('outcross tag ', ''))).toContain('data/$(rm -r x); y.jsonl');
  });

  it('names a few files of many, and says that there are more', () => {
    const many = { ...HUMAN, files: Array.from({ length: 9 }, (_, i) => `d/${i}.jsonl`) };
    const { command, text } = tagRemedy(many, facts(), []);
    expect(command!.match(/outcross tag/g)).toHaveLength(3);
    expect(text).toBe('The same for 6 more files of human.');
  });
});

describe('commands of a generation', () => {
  it('say what its place in the line says', () => {
    expect(generationTags(generation(4), facts())).toEqual([
      '--origin synthetic',
      '--source stories',
      '--model stories-g4',
      '--generation 4',
    ]);
  });

  it('keep the ending of its file, compressed or not', () => {
    const parquet = generation(1);
    const corpus = { ...parquet.corpus, files: ['data/g1.jsonl.gz'] };
    expect(sideCommand('dedup', { ...parquet, corpus }, facts())).toBe(
      'outcross dedup data/g1.jsonl.gz -o .outcross/deduplicated-g1.jsonl.gz --force',
    );
  });

  it('put in place what one of several files became, for those of one file', () => {
    const several = generation(2);
    const corpus = { ...several.corpus, files: ['a.jsonl', 'b.jsonl'] };
    expect(replaceCommand('filter', [{ ...several, corpus }], facts())).toBeUndefined();
    expect(replaceCommand('filter', [generation(1), generation(2)], facts())).toBe(
      'mv -f .outcross/filtered-g1.jsonl data/g1.jsonl && mv -f .outcross/filtered-g2.jsonl data/g2.jsonl && outcross check',
    );
  });
});

describe('proveCommand', () => {
  it('makes a key first where there is none', () => {
    expect(proveCommand(mix(3), facts())).toBe('outcross prove mixes/train-3.jsonl');
    expect(proveCommand(mix(3), withPart('commands', { hasKey: false }))).toBe(
      'outcross keys new && outcross prove mixes/train-3.jsonl',
    );
  });
});
