import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { inspect, type RecipeParts, recipeText, rowsOf } from './fixtures.test.support.ts';
import { generationFolder, Layout, RECORD_FILE } from './layout.ts';
import { mixTraining } from './mix-step.ts';
import { sample, train } from './model-steps.ts';
import { parseRecipe } from './read-recipe.ts';
import { DriveRecord } from './record.ts';
import type { Work } from './work.ts';

const disk = scratch();
let drives = 0;

/** A drive of which nothing is done, with the folder of its first generation. */
async function workOf(parts: RecipeParts): Promise<Work> {
  const folder = join(disk.folder, `d${drives++}`);
  mkdirSync(join(folder, generationFolder(1)), { recursive: true });
  return {
    recipe: parseRecipe(recipeText(parts), join(disk.folder, 'recipe.yaml')),
    options: { folder, inspect, graceMs: 100 },
    layout: new Layout(folder),
    record: await DriveRecord.open(join(folder, RECORD_FILE)),
  };
}

async function errorOf(work: Promise<unknown>): Promise<OutcrossError> {
  const error = await work.then(
    () => undefined,
    (own: unknown) => own,
  );
  expect(error).toBeInstanceOf(OutcrossError);
  return error as OutcrossError;
}

describe('the step that trains', () => {
  it('puts the model in its place once it is whole, and takes the half one away', async () => {
    const work = await workOf({ train: 'mkdir {out}; echo w > {out}/weights; : {data}' });
    expect(await train(work, 1)).toEqual({ outputs: ['g001/model'], facts: {} });
    expect(readFileSync(work.layout.file(1, 'model/weights'), 'utf8')).toBe('w\n');
    expect(existsSync(work.layout.file(1, 'half'))).toBe(false);
  });

  it('begins anew, whatever an attempt before left', async () => {
    const work = await workOf({
      train: 'n=$(ls -A "$(dirname {out})"); echo "seen:$n" > {out}; : {data}',
    });
    mkdirSync(work.layout.file(1, 'half'));
    writeFileSync(work.layout.file(1, 'half/model'), 'half a model');
    mkdirSync(work.layout.file(1, 'model'));
    await train(work, 1);
    expect(readFileSync(work.layout.file(1, 'model'), 'utf8')).toBe('seen:\n');
  });

  it.each([
    ['nothing', 'true', 'wrote nothing to {out}'],
    ['an empty file', ': > {out}', 'wrote an empty {out}'],
    ['an empty folder', 'mkdir {out}', 'wrote an empty {out}'],
  ])('is no success where the command wrote %s', async (_, command, message) => {
    const work = await workOf({ train: `${command}; : {data} {out}` });
    const error = await errorOf(train(work, 1));
    expect(error.code).toBe('E_COMMAND');
    expect(error.message).toBe(`train of generation 1 succeeded and ${message}`);
    expect(error.where).toBe(work.layout.file(1, 'train.log'));
    expect(existsSync(work.layout.file(1, 'model'))).toBe(false);
  });

  it('leaves the model of before where the command fails', async () => {
    const work = await workOf({ train: 'echo half > {out}; : {data}; exit 3' });
    writeFileSync(work.layout.file(1, 'model'), 'before');
    expect((await errorOf(train(work, 1))).code).toBe('E_COMMAND');
    expect(readFileSync(work.layout.file(1, 'model'), 'utf8')).toBe('before');
  });
});

describe('the step that samples', () => {
  it('keeps what the command wrote, and its rows as examples of the generation', async () => {
    const good = Array.from({ length: 8 }, (_, i) => `'{"text":"a ${i}"}'`).join(' ');
    const command = `printf '%s\\n' 'no json' ${good} > {out}; : {model}`;
    const work = await workOf({ sample: command });
    const { outputs, facts } = await sample(work, 1);
    expect(outputs).toEqual(['g001/sampled.jsonl', 'g001/output.jsonl']);
    expect(facts).toEqual({ examples: 8, malformed: 1 });
    const rows = rowsOf(work.layout.file(1, 'output.jsonl'));
    expect(rows.map((row) => row['text'])).toEqual(Array.from({ length: 8 }, (_, i) => `a ${i}`));
    for (const row of rows) expect(row['provenance']).toMatchObject({ origin: 'synthetic', generation: 1 });
  });

  it('says of which generation the rows are wrong, where they are, and how to go on', async () => {
    const work = await workOf({ sample: 'echo nonsense > {out}; : {model}' });
    const error = await errorOf(sample(work, 1));
    expect(error.message).toMatch(/^sample of generation 1: /);
    expect(error.hint).toContain(work.layout.file(1, 'half'));
    expect(error.hint).toContain('run the same again to go on here');
    expect(existsSync(work.layout.file(1, 'output.jsonl'))).toBe(false);
    expect(readFileSync(work.layout.file(1, 'half/sampled.jsonl'), 'utf8')).toBe('nonsense\n');
  });
});

describe('the step that mixes', () => {
  it('says where in the recipe the policy stands that cannot be kept, and writes nothing', async () => {
    const work = await workOf({ mix: '{ mode: subsample, human: 0.5, size: 12 }' });
    const facts = { reservoir: 5 };
    await work.record.append({ kind: 'done', step: 'human', generation: 0, outputs: {}, facts });
    const error = await errorOf(mixTraining(work, 1));
    expect(error.code).toBe('E_POLICY');
    expect(error.where).toMatch(/recipe\.yaml:\d+$/);
    expect(existsSync(work.layout.file(1, 'mix.jsonl'))).toBe(false);
  });

  it('draws the same rows for the same seed, each at most once, as many as it tells', async () => {
    const mixed = [];
    for (let i = 0; i < 2; i++) {
      const work = await workOf({ mix: '{ mode: subsample, human: 0.5, size: 12 }' });
      mkdirSync(work.layout.at('human'));
      const rows = Array.from({ length: 30 }, (_, row) =>
        JSON.stringify({ id: `r${row}`, text: `t ${row}` }),
      );
      writeFileSync(work.layout.at('human/reservoir.jsonl'), `${rows.join('\n')}\n`);
      const facts = { reservoir: 30 };
      await work.record.append({ kind: 'done', step: 'human', generation: 0, outputs: {}, facts });
      const made = await mixTraining(work, 1);
      expect(made).toEqual({
        outputs: ['g001/mix.jsonl'],
        facts: { human: 12, synthetic: 0, generations: [] },
      });
      const lines = readFileSync(work.layout.file(1, 'mix.jsonl'), 'utf8').trimEnd().split('\n');
      expect(new Set(lines).size).toBe(12);
      expect(lines.every((line) => rows.includes(line))).toBe(true);
      mixed.push(lines);
    }
    expect(mixed[0]).toEqual(mixed[1]);
  });
});
