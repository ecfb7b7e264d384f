import { OutcrossError } from '../base/errors.ts';
import type { CheckInput } from '../compare/comparable.ts';
import { filesOf } from '../corpus/inputs.ts';
import { isUri } from '../corpus/remote.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Engine } from '../engine/engine.ts';
import type { Workspace } from '../workspace.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { readLeniently, readProfile } from './check-profile.ts';
import type { Context } from './context.ts';
import { withEngine } from './engine-options.ts';
import { type NamedInputs, nameGenerations } from './generation-names.ts';
import { loadModelScores, type ScorePaths, scorePaths } from './model-inputs.ts';
import { readingSpec } from './reading-options.ts';
import { loadTrainingSets, trainingSetsOf } from './training-sets.ts';

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
  const line: CheckInput['generations'][number][] = [];
  for (const { name, inputs } of named) {
    line.push({ name, profile: await readLeniently(readingSpec(inputs, options), load, say) });
  }
  const trainingSets = await loadTrainingSets(options, against, load, context);
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
