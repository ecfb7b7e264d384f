import { atomicWrite } from '../../base/atomic.ts';
import { readProfileFile } from '../../engine/profile-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { GENERATION_FILES, HOLDOUT_PROFILE, inGeneration, RESERVOIR_PROFILE } from './layout.ts';
import { profileInto, readingOf } from './profile-rows.ts';
import type { Made, Work } from './work.ts';

const { output: OUTPUT, profile: PROFILE } = GENERATION_FILES;

/** Checks all generations so far, and writes the reports of the newest. */
export async function check(work: Work, generation: number): Promise<Made> {
  const { layout, recipe, options } = work;
  await profileInto(
    work,
    layout.file(generation, OUTPUT),
    readingOf(recipe.output),
    layout.file(generation, PROFILE),
  );
  const generations: { name: string; profile: Profile }[] = [];
  for (let g = 1; g <= generation; g++) {
    generations.push({ name: `g${g}`, profile: await readProfileFile(layout.file(g, PROFILE)) });
  }
  const against = await readProfileFile(layout.at(HOLDOUT_PROFILE));
  const reservoir = await readProfileFile(layout.at(RESERVOIR_PROFILE));
  const { order, ...rest } = recipe.config.check ?? {};
  const { files, ...said } = await options.inspect(
    { against, reservoir, generations },
    { ...rest, ...(order === undefined ? {} : { lmOrder: order }) },
    options.signal,
  );
  for (const [name, text] of Object.entries(files)) await atomicWrite(layout.file(generation, name), text);
  const outputs = [PROFILE, ...Object.keys(files)].map((name) => inGeneration(generation, name));
  return { outputs, facts: { ...said, reports: Object.keys(files) } };
}
