import { isDeepStrictEqual } from 'node:util';
import { OutcrossError } from '../../base/errors.ts';
import type { Recipe, RecipeConfig } from './recipe.ts';
import { changes, changeText, frozenPart } from './recipe-changes.ts';
import { type DriveRecord, RECORD_SCHEMA, type StepName } from './record.ts';

/** Notes the recipe of a drive; requires that what was done before rests on the same. True where anything was. */
export async function begin(recipe: Recipe, record: DriveRecord): Promise<boolean> {
  // As it is read back from the record.
  const now = JSON.parse(JSON.stringify(recipe.config)) as RecipeConfig;
  const before = record.recipe;
  if (before !== undefined) requireSame(recipe, before, record);
  if (!isDeepStrictEqual(before, now)) {
    await record.append({ kind: 'begin', schema: RECORD_SCHEMA, recipe: now });
  }
  return record.hasDone('human');
}

function requireSame(recipe: Recipe, before: RecipeConfig, record: DriveRecord): void {
  const isDone = (step: StepName) => record.hasDone(step);
  const found = changes(frozenPart(before, isDone), frozenPart(recipe.config, isDone));
  if (found.length === 0) return;
  throw new OutcrossError(
    'E_CONFIG',
    `the recipe is not the one that this drive was begun with: ${found.map(changeText).join('; ')}`,
    {
      where: recipe.placeOf(found[0].path),
      hint: 'Put it back as it was, or drive into another folder with --output. Only generations, stop and timeout may change.',
    },
  );
}
