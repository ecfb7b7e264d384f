import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { placeHere } from '../../mix/build/place-here.ts';
import { anchorOf } from '../../workspace/human.ts';
import { generationsOf } from '../../workspace/line.ts';
import { mixOutput, nextMix } from '../../workspace/mix.ts';
import type { Workspace } from '../../workspace.ts';
import type { MixOptions } from './mix-options.ts';

export interface NextInputs {
  readonly inputs: readonly string[];
  readonly options: MixOptions;
  /** Folder of the anchor that guards the holdout. */
  readonly anchor?: string;
  /** True where nobody named the anchor, and corpora were named: it is the workspace's. */
  readonly anchorIsFound?: boolean;
  /** Generation that the mix is for, where the workspace says what enters it. */
  readonly generation?: number;
}

/**
 * Inputs and options of a mix, what they leave open taken from the workspace where no corpus was named. Throws `E_NO_INPUT` where
 * the workspace names none either, `E_UNSUPPORTED` as `placeHere`, `E_WRITE` where the folder of its outputs cannot be made, and as `nextMix`.
 */
export async function withNextMix(
  inputs: readonly string[],
  options: MixOptions,
  workspace: Workspace,
): Promise<NextInputs> {
  if (inputs.length > 0) return ownInputs(inputs, options, workspace);
  const next = await nextMix(workspace);
  const here = placesFor(options);
  if (next.inputs.length === 0) {
    throw new OutcrossError('E_NO_INPUT', 'no corpus was named', {
      hint: 'Name tagged corpora, or write human: and generations: in outcross.yaml (outcross init makes one).',
    });
  }
  const output = here(options.output ?? next.output);
  // A plan writes nothing.
  const named = options.rejects ?? (options.dryRun === true ? undefined : next.rejects);
  const rejects = named === undefined ? undefined : here(named);
  if (options.dryRun !== true) {
    if (options.output === undefined) await makeFolderOf(output);
    if (options.rejects === undefined && rejects !== undefined) await makeFolderOf(rejects);
  }
  return {
    inputs: next.inputs,
    generation: next.generation,
    ...guardedBy(options.anchor ?? next.anchor),
    options: {
      ...options,
      output,
      ...(rejects === undefined ? {} : { rejects }),
    },
  };
}

/** A plan writes nothing, be its output where it may. */
function placesFor({ dryRun }: MixOptions): (path: string) => string {
  return dryRun === true ? (path) => path : placeHere;
}

function guardedBy(anchor: string | false | undefined): Pick<NextInputs, 'anchor'> {
  return anchor === undefined || anchor === false ? {} : { anchor };
}

/** Corpora that were named: what stands in the holdout may stand in them as well, so that the workspace's anchor guards them too. Where the set goes to the place of the workspace's next one, it is that, as in a plan of recovery. */
async function ownInputs(
  inputs: readonly string[],
  given: MixOptions,
  workspace: Workspace,
): Promise<NextInputs> {
  const here = placesFor(given);
  const options = {
    ...given,
    ...(given.output === undefined ? {} : { output: here(given.output) }),
    ...(given.rejects === undefined ? {} : { rejects: here(given.rejects) }),
  };
  const { output, dryRun } = options;
  if (workspace.file === undefined) return { inputs, options, ...guardedBy(options.anchor) };
  const found = options.anchor === undefined ? await anchorOf(workspace) : undefined;
  const own = {
    inputs,
    options,
    ...guardedBy(options.anchor ?? found),
    ...(found === undefined ? {} : { anchorIsFound: true }),
  };
  if (output === undefined) return own;
  const generation = (await generationsOf(workspace).catch(() => [])).length + 1;
  if (resolve(output) !== resolve(mixOutput(workspace, generation))) return own;
  if (dryRun !== true) await makeFolderOf(output);
  return { ...own, generation };
}

/** The folder of an output that the workspace names: nobody else makes it. */
async function makeFolderOf(path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new OutcrossError('E_WRITE', `the folder ${folder} cannot be made`, {
      where: folder,
      cause,
      hint: 'outcross.yaml says under mix where the set goes; a file may stand in its way.',
    });
  });
}
