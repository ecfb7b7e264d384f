import { openAnchor } from '../quality/anchor/open-anchor.ts';
import type { Workspace } from '../workspace.ts';
import { anchorOf } from './human.ts';
import { generationsOf } from './line.ts';
import { pathIn, pathsIn } from './paths.ts';

/** The next training set, as the workspace plans it. Paths are as the working folder sees them. */
export interface NextMix {
  /** Number of the generation that it is for: one more than there are. */
  readonly generation: number;
  readonly inputs: readonly string[];
  /** Folder of the anchor that guards the holdout, where there is one. */
  readonly anchor?: string;
  readonly output: string;
  readonly rejects?: string;
}

const DEFAULT_OUTPUT = 'mixes/train-{generation}.jsonl';

/**
 * Inputs: those that `mix.inputs` names, else the reservoir (without an anchor the human data) and every generation, so that nothing
 * human is replaced. Empty where the workspace names none. Throws as `generationsOf` and `openAnchor`.
 */
export async function nextMix(workspace: Workspace): Promise<NextMix> {
  const { mix } = workspace.config;
  const generations = await generationsOf(workspace);
  const generation = generations.length + 1;
  const anchor = await anchorOf(workspace);
  const inputs =
    mix?.inputs === undefined
      ? [...(await humanCorpora(workspace, anchor)), ...generations.flatMap(({ corpus }) => corpus)]
      : pathsIn(workspace, mix.inputs);
  const named = (path: string) => pathIn(workspace, numbered(path, generation));
  return {
    generation,
    inputs,
    ...(anchor === undefined ? {} : { anchor }),
    output: named(mix?.output ?? DEFAULT_OUTPUT),
    ...(mix?.rejects === undefined ? {} : { rejects: named(mix.rejects) }),
  };
}

/** Where the set of a generation is, or was, written. */
export function mixOutput(workspace: Workspace, generation: number): string {
  return pathIn(workspace, numbered(workspace.config.mix?.output ?? DEFAULT_OUTPUT, generation));
}

async function humanCorpora(workspace: Workspace, anchor: string | undefined): Promise<string[]> {
  if (anchor !== undefined) return [(await openAnchor(anchor)).reservoir];
  const { human } = workspace.config;
  return human === undefined ? [] : pathsIn(workspace, human);
}

function numbered(path: string, generation: number): string {
  return path.replaceAll('{generation}', String(generation));
}
