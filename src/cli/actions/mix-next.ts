import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { nextMix } from '../../workspace/mix.ts';
import type { Workspace } from '../../workspace.ts';
import type { MixOptions } from './mix-options.ts';

export interface NextInputs {
  readonly inputs: readonly string[];
  readonly options: MixOptions;
  /** Generation that the mix is for, where the workspace says what enters it. */
  readonly generation?: number;
}

/**
 * Inputs and options of a mix, what they leave open taken from the workspace where no corpus was named. Throws `E_NO_INPUT` where
 * the workspace names none either, and as `nextMix`.
 */
export async function withNextMix(
  inputs: readonly string[],
  options: MixOptions,
  workspace: Workspace,
): Promise<NextInputs> {
  if (inputs.length > 0) return { inputs, options };
  const next = await nextMix(workspace);
  if (next.inputs.length === 0) {
    throw new OutcrossError('E_NO_INPUT', 'no corpus was named', {
      hint: 'Name tagged corpora, or write human: and generations: in outcross.yaml (outcross init makes one).',
    });
  }
  const output = options.output ?? next.output;
  if (options.output === undefined && options.dryRun !== true)
    await mkdir(dirname(output), { recursive: true });
  const { anchor = next.anchor, rejects = next.rejects } = options;
  return {
    inputs: next.inputs,
    generation: next.generation,
    options: {
      ...options,
      output,
      ...(anchor === undefined ? {} : { anchor }),
      ...(rejects === undefined ? {} : { rejects }),
    },
  };
}
