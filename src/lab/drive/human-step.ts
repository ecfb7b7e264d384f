import { Rng } from '../../base/rng.ts';
import { makeFolder } from './disk.ts';
import { writeSide } from './human-split.ts';
import { HOLDOUT, HOLDOUT_PROFILE, RESERVOIR, RESERVOIR_PROFILE } from './layout.ts';
import { planMix } from './mix-plan.ts';
import { profileInto, readingOf } from './profile-rows.ts';
import type { Recipe } from './recipe.ts';
import type { Made, Work } from './work.ts';

/** Splits the human examples into reservoir and holdout, and profiles both. */
export async function splitHuman(work: Work): Promise<Made> {
  const { recipe, options, layout } = work;
  const { human: spec, holdout, seed } = recipe;
  const { source } = recipe.config.human;
  const split = { spec, holdout, seed, source, signal: options.signal };
  await makeFolder(layout.at('human'));
  const reservoir = await writeSide(split, 'reservoir', layout.at(RESERVOIR));
  const held = await writeSide(split, 'holdout', layout.at(HOLDOUT));
  requireFeasible(recipe, reservoir.rows);
  await profileInto(work, layout.at(RESERVOIR), readingOf(spec), layout.at(RESERVOIR_PROFILE));
  await profileInto(work, layout.at(HOLDOUT), readingOf(spec), layout.at(HOLDOUT_PROFILE));
  return {
    outputs: [RESERVOIR, HOLDOUT, RESERVOIR_PROFILE, HOLDOUT_PROFILE],
    facts: { reservoir: reservoir.rows, holdout: held.rows, malformed: held.tally.malformed },
  };
}

/** What no training set could be made of shows before a model is trained, where the recipe says how much there will be. */
function requireFeasible({ config: { mix, examples, generations } }: Recipe, human: number): void {
  planMix(mix, { human, generations: [] }, new Rng('feasible'));
  if (generations === 1 || examples === undefined) return;
  planMix(mix, { human, generations: [examples] }, new Rng('feasible'));
}
