import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recipeText } from './fixtures.test.support.ts';
import { plannedCommands } from './planned-commands.ts';
import { parseRecipe } from './read-recipe.ts';

const TRAIN = 'train {data} {previousModel} {seed} {generation} {human} {holdout} {out}';
const SAMPLE = '{outcross} sample {model} {examples} {seed} > {out}';

function planned(rest: string, folder = '/runs/of mine', generations = 3) {
  const recipe = parseRecipe(recipeText({ train: TRAIN, sample: SAMPLE, rest, generations }), '/r/line.yaml');
  return plannedCommands(recipe, { folder, outcross: 'node /o.js' });
}

describe('plannedCommands', () => {
  const [train1, sample1, train2, sample2] = planned('base: gpt2').map(({ command }) => command.split(' '));

  it('names files of the drive by absolute paths, each one word of the shell', () => {
    expect(train1[1]).toBe("'/runs/of");
    const [, data, , out] = planned('base: gpt2', '/runs')[0].command.split(' ');
    expect(data).toBe('/runs/g001/mix.jsonl');
    expect(out).toMatch(/^\d+$/);
    const relative = planned('base: gpt2', 'runs')[0].command.split(' ');
    expect(relative[1]).toBe(resolve('runs/g001/mix.jsonl'));
  });

  it('starts the first model from the base, and each other from the one before', () => {
    const [first, , second] = planned('base: gpt2', '/runs').map(({ command }) => command.split(' '));
    expect(first[2]).toBe('gpt2');
    expect(second[2]).toBe('/runs/g001/model');
  });

  it('gives each command a seed of its own, below 2^31, from the seed of the recipe', () => {
    const seedsOf = (rest: string) =>
      planned(rest, '/runs').map(({ step, command }) => Number(command.split(' ')[step === 'train' ? 3 : 5]));
    const seeds = seedsOf('base: gpt2');
    expect(new Set(seeds).size).toBe(4);
    for (const seed of seeds) {
      expect(Number.isInteger(seed)).toBe(true);
      expect(seed).toBeGreaterThanOrEqual(0);
      expect(seed).toBeLessThan(2 ** 31);
    }
    expect(seedsOf('base: gpt2')).toEqual(seeds);
    expect(seedsOf('base: gpt2\nseed: other')).not.toEqual(seeds);
  });

  it('writes where nothing stands that a step before had finished', () => {
    const [train, sample] = planned('base: gpt2', '/runs').map(({ command }) => command.split(' ').at(-1));
    expect([train, sample]).toEqual(['/runs/g001/half/model', '/runs/g001/half/sampled.jsonl']);
    expect(sample1.at(-1)).not.toBe(sample2.at(-1));
    expect(train2.at(-1)).not.toBe(train1.at(-1));
  });

  it('puts this program in as a command, and the ending of the format asked for', () => {
    const [, sample] = planned('base: gpt2\noutput: { format: csv }', '/runs');
    expect(sample.command).toMatch(/^node \/o\.js sample \/runs\/g001\/model 8 \d+ > \S+sampled\.csv$/);
  });

  it('plans one generation of one', () => {
    expect(planned('base: gpt2', '/runs', 1).map(({ generation, step }) => [generation, step])).toEqual([
      [1, 'train'],
      [1, 'sample'],
    ]);
  });
});
