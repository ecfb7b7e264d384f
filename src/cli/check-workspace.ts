import { join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { builtSets } from '../workspace/built-sets.ts';
import { humanInputs } from '../workspace/human.ts';
import { existingLedgerOf } from '../workspace/ledger.ts';
import { generationsOf, placeOfGeneration, type WorkspaceGeneration } from '../workspace/line.ts';
import { pathIn } from '../workspace/paths.ts';
import { STATE_FOLDER } from '../workspace/template.ts';
import type { Workspace } from '../workspace.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { withFields } from './workspace-options.ts';

/**
 * Options of a check, what they leave open taken from the workspace: human text, the whole line where no generation was named, how
 * corpora are read, the verdicts that fail. Throws as `humanInputs` and `generationsOf`.
 */
export async function withWorkspaceInputs(
  generations: readonly string[],
  options: CheckCommandOptions,
  workspace: Workspace,
): Promise<CheckCommandOptions> {
  const asksForLine = generations.length === 0 && options.name.length === 0;
  if (options.generation !== undefined && !(asksForLine && workspace.file !== undefined)) throw noLine();
  if (workspace.file === undefined) return options;
  const { fields, gates } = workspace.config;
  const human = options.against === undefined ? await humanInputs(workspace) : undefined;
  const known = asksForLine ? await lineUpTo(options.generation, workspace) : [];
  // With --against the generation may stand behind it: `requireInputs` says so.
  if (asksForLine && known.length === 0 && options.against === undefined) throw noGeneration(workspace);
  const line = asksForLine ? known.map(({ name, corpus }) => ({ name, inputs: corpus })) : undefined;
  return {
    ...(human ?? {}),
    ...withFields(options, fields, 'refused'),
    ...(line === undefined || line.length === 0 ? {} : { line, gateOn: 'newest' as const }),
    ...(options.failOn === undefined && gates?.failOn !== undefined ? { failOn: gates.failOn } : {}),
    ...factsOf(known),
    ...(await setsBuiltFor(known, options, workspace)),
    quiet: true,
    cache: pathIn(workspace, join(STATE_FOLDER, 'profiles')),
  };
}

/** A generation is judged in the light of those before it, never of those after. */
async function lineUpTo(name: string | undefined, workspace: Workspace): Promise<WorkspaceGeneration[]> {
  const line = await generationsOf(workspace);
  return name === undefined ? line : line.slice(0, placeOfGeneration(line, name, workspace) + 1);
}

function noLine(): OutcrossError {
  return new OutcrossError('E_USAGE', '--generation names one of the line of a workspace', {
    where: '--generation',
    hint: 'Make a workspace with outcross init, and name no other corpus.',
  });
}

function noGeneration(workspace: Workspace): OutcrossError {
  const { generations } = workspace.config;
  const why =
    typeof generations === 'string'
      ? `There is no file ${generations} yet, as generations: in outcross.yaml says.`
      : 'outcross.yaml names none under generations:.';
  return new OutcrossError('E_NO_INPUT', 'there is no generation to check', {
    where: workspace.file,
    hint: `${why} Put there what the newest model wrote, or name a corpus: outcross check g1.jsonl`,
  });
}

/** Sets that were built for generations, where no option says what was trained on. A ledger that cannot be read is done without. */
async function setsBuiltFor(
  generations: readonly WorkspaceGeneration[],
  { trainedOn, ledger }: CheckCommandOptions,
  workspace: Workspace,
): Promise<Pick<CheckCommandOptions, 'builtSets' | 'notes'>> {
  if (trainedOn !== undefined || generations.length === 0) return {};
  const place = typeof ledger === 'string' ? { ledger } : {};
  const store = await existingLedgerOf(workspace, place).catch(ignoreCoded);
  try {
    const { sets, notes } = await builtSets(workspace, generations, store);
    return { ...(sets.size === 0 ? {} : { builtSets: sets }), ...(notes.length === 0 ? {} : { notes }) };
  } finally {
    await store?.close();
  }
}

function ignoreCoded(error: unknown): undefined {
  if (!(error instanceof OutcrossError)) throw error;
}

/** Training sets and scores under their own models, of the generations that name them. */
function factsOf(
  generations: readonly WorkspaceGeneration[],
): Pick<CheckCommandOptions, 'trainingInputs' | 'modelFiles'> {
  const trained = generations.flatMap(({ name, trainedOn }) =>
    trainedOn === undefined ? [] : [[name, trainedOn] as const],
  );
  const scored = generations.flatMap(({ name, modelScores }) =>
    modelScores === undefined ? [] : [[name, { ...modelScores }] as const],
  );
  return {
    ...(trained.length === 0 ? {} : { trainingInputs: new Map(trained) }),
    ...(scored.length === 0 ? {} : { modelFiles: new Map(scored) }),
  };
}
