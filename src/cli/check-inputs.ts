import { OutcrossError } from '../base/errors.ts';
import { type CheckInput, requireTrainingSet } from '../compare/comparable.ts';
import { filesOf } from '../corpus/inputs.ts';
import { isUri } from '../corpus/remote.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Engine } from '../engine/engine.ts';
import type { Profile } from '../profile/profile.ts';
import { visible } from '../report/visible.ts';
import type { Workspace } from '../workspace.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { readLeniently, readProfile } from './check-profile.ts';
import type { Context } from './context.ts';
import { withEngine } from './engine-options.ts';
import { type NamedInputs, nameGenerations } from './generation-names.ts';
import { loadModelScores, namedValue, type ScorePaths, scorePaths } from './model-inputs.ts';
import { readingSpec } from './reading-options.ts';

/**
 * Paths of all files that a check reads, `-` for standard input, URIs as they are. Throws `E_USAGE` without human text and for standard input
 * named twice, `E_NO_INPUT` without a generation, and where there is no such file as `filesOf`.
 */
export async function inputFiles(
  generations: readonly string[],
  options: CheckCommandOptions,
): Promise<string[]> {
  const named = lineOf(generations, options).flatMap(({ inputs }) => inputs);
  requireInputs(named.length, options);
  const { against = [], reservoir = [], trainedOn = [], format } = options;
  const sets = [...trainingSetsOf(options).values()].flat();
  const inputs = [...against, ...reservoir, ...trainedOn, ...sets, ...named];
  requireOneStdin(inputs);
  const { modality } = readingSpec(inputs, options);
  const files: string[] = [];
  for (const input of inputs) {
    // Whether a URI names something is known to who reads it.
    if (isUri(input)) files.push(input);
    else files.push(...(await filesOf(input, format, modality)).map(({ path }) => path));
  }
  return files;
}

/** Reads all corpora and profiles that a check looks at, the human text first. Throws as `inputFiles` before it reads. */
export async function loadInputs(
  generations: readonly string[],
  options: CheckCommandOptions,
  context: Context,
  engine?: Engine,
): Promise<CheckInput> {
  await inputFiles(generations, options);
  const named = lineOf(generations, options);
  const load = (spec: CorpusSpec) => readProfile(spec, options, context, engine);
  const say = (text: string) => (options.quiet === true ? undefined : context.stderr.write(text));
  const against = await load(readingSpec(options.against!, options));
  const human =
    options.reservoir === undefined ? {} : { reservoir: await load(readingSpec(options.reservoir, options)) };
  const training =
    options.trainedOn === undefined
      ? {}
      : { training: await readLeniently(readingSpec(options.trainedOn, options), load, say) };
  const line: { name: string; profile: Profile }[] = [];
  for (const { name, inputs } of named) {
    line.push({ name, profile: await readLeniently(readingSpec(inputs, options), load, say) });
  }
  const trainingSets = new Map<string, Profile>();
  for (const [name, inputs] of trainingSetsOf(options))
    trainingSets.set(name, await readLeniently(readingSpec(inputs, options), load, say));
  for (const note of options.notes ?? []) context.stderr.write(`note ${visible(note)}\n`);
  for (const [name, inputs] of builtSetsOf(options)) {
    const read = () => readLeniently(builtSpec(inputs, options), load, () => {});
    const profile = await usable(name, read, against, context);
    if (profile !== undefined) trainingSets.set(name, profile);
  }
  const modelScores = await loadModelScores(scorePathsOf(options), (text) => context.stderr.write(text));
  return {
    against,
    ...human,
    ...training,
    ...(trainingSets.size === 0 ? {} : { trainingSets }),
    ...(modelScores.size === 0 ? {} : { modelScores }),
    generations: line,
  };
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

function scorePathsOf({ modelScores = [], modelFiles }: CheckCommandOptions): Map<string, ScorePaths> {
  return new Map<string, ScorePaths>([...(modelFiles ?? []), ...scorePaths(modelScores)]);
}

/** As `loadInputs`, by the engine that options or workspace name. Throws as `withEngine` too. */
export function readInputs(
  generations: readonly string[],
  options: CheckCommandOptions,
  workspace: Workspace,
  context: Context,
): Promise<CheckInput> {
  return withEngine(options, workspace, context, (engine) =>
    loadInputs(generations, options, context, engine),
  );
}

/** The generations, first to last, and what each is read from. */
export function lineOf(
  generations: readonly string[],
  { line, name }: CheckCommandOptions,
): readonly NamedInputs[] {
  if (line !== undefined) return line;
  return nameGenerations(generations, name).map(({ name, input }) => ({ name, inputs: [input] }));
}

function requireInputs(generations: number, { against }: CheckCommandOptions): void {
  if (against === undefined) {
    throw new OutcrossError('E_USAGE', 'what to measure against was not said', {
      where: '--against',
      hint: 'Name human text, such as: outcross check generation.jsonl --against human.jsonl; or make a workspace: outcross init',
    });
  }
  if (generations > 0) return;
  throw new OutcrossError('E_NO_INPUT', 'there is no generation to check', {
    hint:
      'Name generations before the options: all files after --against are taken as human text, ' +
      'and so are those after --reservoir and --trained-on.',
  });
}

function requireOneStdin(inputs: readonly string[]): void {
  if (inputs.filter((input) => input === '-').length < 2) return;
  throw new OutcrossError('E_USAGE', 'standard input can be read once only', {
    where: '-',
    hint: 'Save one of the corpora to a file.',
  });
}
