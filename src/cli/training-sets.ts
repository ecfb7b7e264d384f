import { OutcrossError } from '../base/errors.ts';
import { requireTrainingSet } from '../compare/comparable.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Profile } from '../profile/profile.ts';
import { visible } from '../report/visible.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { readLeniently } from './check-profile.ts';
import type { Context } from './context.ts';
import { namedValue } from './model-inputs.ts';
import { readingSpec } from './reading-options.ts';

/**
 * What single generations were trained on, by name: as options and workspace say, else what was built for them. Throws as `load` for a set
 * that was named; for one that was built it says that it does without.
 */
export async function loadTrainingSets(
  options: CheckCommandOptions,
  against: Profile,
  load: (spec: CorpusSpec) => Promise<Profile>,
  context: Context,
): Promise<Map<string, Profile>> {
  const trainingSets = new Map<string, Profile>();
  for (const [name, inputs] of trainingSetsOf(options))
    trainingSets.set(
      name,
      await readLeniently(readingSpec(inputs, options), load, (text) =>
        options.quiet === true ? undefined : context.stderr.write(text),
      ),
    );
  for (const note of options.notes ?? []) context.stderr.write(`note ${visible(note)}\n`);
  for (const [name, inputs] of builtSetsOf(options)) {
    const read = () => readLeniently(builtSpec(inputs, options), load, () => {});
    const profile = await usable(name, read, against, context);
    if (profile !== undefined) trainingSets.set(name, profile);
  }
  return trainingSets;
}

/** How a set that `outcross mix` built is read: with the fields of the workspace, in the form that it was written in. */
export function builtSpec(
  inputs: readonly string[],
  { format: _, reader: __, ...options }: CheckCommandOptions,
): CorpusSpec {
  return readingSpec(inputs, options);
}

/** Sets that were built for generations of which nothing else says what they were trained on. */
export function builtSetsOf(options: CheckCommandOptions): [string, readonly string[]][] {
  const told = trainingSetsOf(options);
  return [...(options.builtSets ?? [])].filter(([name]) => !told.has(name));
}

/** A set that nobody named fails no check: undefined, with a word about it, where it cannot be read or told. */
async function usable(
  name: string,
  read: () => Promise<Profile>,
  against: Profile,
  context: Context,
): Promise<Profile | undefined> {
  try {
    const profile = await read();
    requireTrainingSet({ name: `the set that was built for ${name}`, profile }, against);
    return profile;
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code === 'E_INTERRUPTED') throw error;
    context.stderr.write(`note ${visible(`${name} is held against no training set: ${error.message}`)}\n`);
    return undefined;
  }
}

/** What the command line says of a generation wins over what the workspace says. */
export function trainingSetsOf({
  train = [],
  trainingInputs,
}: CheckCommandOptions): Map<string, readonly string[]> {
  const sets = new Map<string, readonly string[]>(trainingInputs ?? []);
  const named = new Map<string, string[]>();
  for (const option of train) {
    const { name, value } = namedValue(option, '--train', 'g2=mixes/train-2.jsonl');
    named.set(name, [...(named.get(name) ?? []), value]);
  }
  for (const [name, inputs] of named) sets.set(name, inputs);
  return sets;
}
