import { resolve } from 'node:path';
import { nameIn } from '../../ledger/files-fact.ts';
import type { Policy } from '../../mix/policy.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { engineName } from '../../workspace/sections.ts';
import type { Workspace } from '../../workspace.ts';
import type { JobProgress } from '../wire.ts';
import { type MixInputs, pathsOf } from './inputs.ts';
import type { NextAnswer } from './messages.ts';
import type { Surveyed } from './surveyed.ts';

const NOTHING_TO_MIX = {
  why: 'outcross.yaml names neither human data nor generations',
  command: 'outcross init',
};

/** The policy of `outcross.yaml`. Throws `E_POLICY` with its line. */
export function policyOf({ config, placeOf }: Workspace): Policy {
  return readPolicy((config.policy ?? {}) as PolicySection, (path) => placeOf(['policy', ...path]));
}

/** How far the survey of the inputs is. */
export interface SurveyState {
  readonly isSurveyed: boolean;
  /** Any survey of these files: it knows how many examples they hold. */
  readonly counted: Surveyed | undefined;
  readonly progress: JobProgress | undefined;
}

/** The next mix, but for those built before. */
export async function nextView(
  workspace: Workspace,
  inputs: MixInputs,
  policy: Policy,
  { isSurveyed, counted, progress }: SurveyState,
): Promise<NextAnswer> {
  const { next } = inputs;
  return {
    generation: next.generation,
    policy,
    inputs: await inputViews(inputs, counted, workspace),
    output: nameIn(workspace.folder, resolve(next.output)),
    surveyed: isSurveyed,
    ...(progress === undefined ? {} : { survey: progress }),
    ...(engineName(workspace.config.engine) === 'spark' ? { cluster: true as const } : {}),
    ...(next.inputs.length === 0 ? { empty: NOTHING_TO_MIX } : {}),
  };
}

/** Paths are told as the workspace's folder sees them. */
async function inputViews(
  { next, spec }: MixInputs,
  surveyed: Surveyed | undefined,
  { folder }: Workspace,
): Promise<NextAnswer['inputs']> {
  const views: NextAnswer['inputs'] = [];
  for (const input of next.inputs) {
    const path = nameIn(folder, resolve(input));
    if (surveyed === undefined) {
      views.push({ path });
      continue;
    }
    let examples = 0;
    for (const file of await pathsOf(input, spec)) examples += surveyed.examples.get(file) ?? 0;
    views.push({ path, examples });
  }
  return views;
}
