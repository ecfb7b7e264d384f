import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { begin } from './begin.ts';
import { type RecipeParts, recipeText } from './fixtures.test.support.ts';
import { parseRecipe } from './read-recipe.ts';
import { DriveRecord, type StepName } from './record.ts';

const disk = scratch();
let records = 0;

const recipe = (parts: RecipeParts = {}) => parseRecipe(recipeText(parts), '/r/line.yaml');

async function record(...done: StepName[]): Promise<DriveRecord> {
  const made = await DriveRecord.open(join(disk.folder, `${records++}.jsonl`));
  await begin(recipe(), made);
  for (const step of done) {
    const generation = step === 'human' ? 0 : 1;
    await made.append({ kind: 'done', step, generation, outputs: {}, facts: {} });
  }
  return made;
}

describe('begin', () => {
  it('notes the recipe once, though it is begun again and again, from the disk too', async () => {
    const made = await record();
    expect(await begin(recipe(), made)).toBe(false);
    const again = await DriveRecord.open(made.path);
    expect(await begin(recipe({ rest: '# a comment' }), again)).toBe(false);
    expect(again.entries).toHaveLength(1);
  });

  it('tells a drive that goes on from one that only began', async () => {
    expect(await begin(recipe(), await record())).toBe(false);
    expect(await begin(recipe(), await record('human'))).toBe(true);
  });

  it('lets all change before anything rests on it', async () => {
    const made = await record();
    await begin(recipe({ mix: '{ mode: replace }', train: 'other {data} {out}', rest: 'seed: 9' }), made);
    expect(made.recipe).toMatchObject({ seed: 9, mix: { mode: 'replace' } });
  });

  it('lets a drive go on longer, and stop otherwise, at any time', async () => {
    const made = await record('human', 'mix', 'train', 'sample', 'check');
    await begin(recipe({ generations: 50, rest: 'stop: [late]\ntimeout: 3h' }), made);
    expect(made.recipe).toMatchObject({ generations: 50, stop: ['late'] });
  });

  it.each([
    [['human'], { rest: 'seed: 9' }, 'seed is new: 9', 'line.yaml:7'],
    [['mix'], { mix: '{ mode: replace }' }, 'mix.human is gone: it was 0.5', 'line.yaml:3'],
    [['train'], { train: 'other {data} {out}' }, 'train: "mkdir {out}; cp', 'line.yaml:4'],
    [['sample'], { rest: 'name: other' }, 'name is new: "other"', 'line.yaml:7'],
    [['check'], { rest: 'check: { alpha: 0.01 }' }, 'check is new: {"alpha":0.01}', 'line.yaml:7'],
  ] as const)('holds what rests on %j', async (done, parts, message, where) => {
    const made = await record(...done);
    await expect(begin(recipe(parts), made)).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: expect.stringContaining(message),
      where: expect.stringContaining(where),
      hint: expect.stringContaining('--output'),
    });
    expect(made.entries.filter(({ kind }) => kind === 'begin')).toHaveLength(1);
  });
});
