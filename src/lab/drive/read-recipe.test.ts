import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { parseRecipe, readRecipe } from './read-recipe.ts';

const SOUND = {
  human: '{ inputs: human.jsonl }',
  mix: '{ mode: replace }',
  train: "'t {data} {out}'",
  sample: "'s {model} {out}'",
  generations: '3',
};

function yaml(parts: Readonly<Record<string, string | undefined>> = {}): string {
  const all = Object.entries({ ...SOUND, ...parts }).filter(([, value]) => value !== undefined);
  return all.map(([key, value]) => `${key}: ${value}\n`).join('');
}

function failure(parts: Readonly<Record<string, string | undefined>>): OutcrossError {
  try {
    parseRecipe(yaml(parts), 'r.yaml');
  } catch (error) {
    if (error instanceof OutcrossError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('parseRecipe', () => {
  it('fills in what is not said', () => {
    const recipe = parseRecipe(yaml(), '/a/b/my recipe.yaml');
    expect(recipe).toMatchObject({
      name: 'my-recipe',
      folder: '/a/b',
      human: { inputs: ['/a/b/human.jsonl'] },
      holdout: 0.3,
      output: { format: 'jsonl' },
      stop: ['early', 'late'],
      seed: '1',
      timeoutMs: undefined,
    });
  });

  it('takes paths from its own folder, and absolute ones as they are', () => {
    const { human } = parseRecipe(
      yaml({ human: '{ inputs: [a.jsonl, /b.csv], groupField: who }' }),
      '/r/x.yaml',
    );
    expect(human).toEqual({ inputs: ['/r/a.jsonl', '/b.csv'], groupField: 'who' });
  });

  it.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['999d', 2_147_483_647],
  ])('reads a timeout of %s', (timeout, milliseconds) => {
    expect(parseRecipe(yaml({ timeout }), 'r.yaml').timeoutMs).toBe(milliseconds);
  });

  it('suggests the nearest placeholder, with the line', () => {
    const error = failure({ train: "'t {dta} {out}'" });
    expect(error).toMatchObject({ code: 'E_CONFIG', where: 'r.yaml:3' });
    expect(error.message).toBe('"train" holds {dta}, which is no placeholder');
    expect(error.hint).toBe("Did you mean {data}? For the shell's own {dta} write {{dta}}.");
  });

  it('lists the placeholders where none is near', () => {
    expect(failure({ sample: "'s {model} {out} {zzzzzz}'" }).hint).toContain(
      'Known: {data}, {model}, {previousModel}',
    );
  });

  it.each([
    ['train', "'t {data}'", '"train" lacks {out}'],
    ['train', "'t {out}'", '"train" lacks {data}'],
    ['sample', "'s {out}'", '"sample" lacks {model}'],
    ['sample', "'s {model}'", '"sample" lacks {out}'],
  ])('requires what %s cannot do without: %s', (command, text, message) => {
    expect(failure({ [command]: text })).toMatchObject({ code: 'E_CONFIG', message });
  });

  it('says that a model is written to {out}', () => {
    const error = failure({ train: "'t {data} {model} {out}'" });
    expect(error.message).toBe('"train" holds {model}, which is made by it');
    expect(error.hint).toContain('{previousModel}');
  });

  it('refuses a placeholder where no quoting would do', () => {
    expect(failure({ train: "'t {data} `echo {out}`'" }).hint).toContain('OUTCROSS_OUT');
    expect(failure({ train: '\'"{outcross}" {data} {out}\'' }).message).toContain('between quotes');
  });

  it('wants a value for what a command asks for', () => {
    expect(failure({ sample: "'s {model} {out} {examples}'" }).message).toBe(
      '"sample" holds {examples}, and there is no "examples"',
    );
    expect(failure({ train: "'t {data} {out} {previousModel}'" }).hint).toBe('Add base, such as base: gpt2.');
  });

  it('refuses a mix that no generation could fill', () => {
    const error = failure({ mix: '{ mode: replace, size: 100, human: 0.1 }', examples: '50' });
    expect(error).toMatchObject({ code: 'E_CONFIG', where: 'r.yaml:2' });
    expect(error.message).toContain('needs 90 examples');
    expect(error.hint).toBe('Say examples: 90, or a size of at most 55.');
  });

  it.each([
    [{ mix: '{ mode: accumulate, size: 10 }' }, 'accumulate keeps everything'],
    [{ mix: '{ mode: replcae }' }, 'not one of replace, accumulate, subsample'],
    [{ human: '{ inputs: "-" }' }, 'standard input'],
    [{ human: undefined }, 'it lacks "human"'],
    [{ generations: '0' }, '"generations" must be >= 1'],
    [{ stop: '[lat]' }, 'not one of healthy'],
    [{ timeout: 'soon' }, '"timeout"'],
    [{ env: '{ "A-B": 1 }' }, '"env"'],
    [{ name: '../x' }, '"name"'],
    [{ trian: 'x' }, 'unknown key "trian"'],
  ])('refuses %j', (parts, message) => {
    const error = failure(parts);
    expect(error.code).toBe('E_CONFIG');
    expect(error.message).toContain(message);
  });
});

describe('readRecipe', () => {
  const disk = scratch();

  it('suggests the file that was meant', async () => {
    disk.write('recipe.yaml', yaml());
    await expect(readRecipe(join(disk.folder, 'recip.yaml'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: `Did you mean ${join(disk.folder, 'recipe.yaml')}?`,
    });
  });

  it.each(['ngram.yaml', 'transformers-trl/recipe.yaml'])('accepts the shipped recipe %s', async (name) => {
    const file = new URL(`../../../examples/recipes/${name}`, import.meta.url);
    expect(readFileSync(file, 'utf8')).toContain('generations:');
    expect((await readRecipe(file.pathname)).config.generations).toBeGreaterThan(1);
  });
});
