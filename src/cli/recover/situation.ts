import { stat } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { type CheckedLine, checkLineSteps } from '../../compare/check-line.ts';
import type { CheckInput } from '../../compare/comparable.ts';
import type { Engine } from '../../engine/engine.ts';
import { openLedger } from '../../ledger/open.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { openAnchor } from '../../quality/anchor/open-anchor.ts';
import { readStory } from '../../recover/ledger-story.ts';
import type { NextSet, Situation } from '../../recover/situation.ts';
import { assembleReport } from '../../report/assemble/assemble.ts';
import { anchorOf } from '../../workspace/human.ts';
import { lineName } from '../../workspace/ledger.ts';
import { generationsOf, placeOfGeneration } from '../../workspace/line.ts';
import { mixOutput } from '../../workspace/mix.ts';
import { trainCommand } from '../../workspace/train.ts';
import { CONFIG_NAME, type Workspace } from '../../workspace.ts';
import { byTurns, measuring } from '../by-turns.ts';
import { loadInputs } from '../check-inputs.ts';
import type { CheckCommandOptions } from '../check-options.ts';
import { withWorkspaceInputs } from '../check-workspace.ts';
import type { Context } from '../context.ts';
import type { EngineOptions } from '../engine-options.ts';
import { readingSpec } from '../reading-options.ts';
import { version } from '../version.ts';
import { type WorkspaceOptions, withFields } from '../workspace-options.ts';

export interface SituationOptions extends WorkspaceOptions, EngineOptions {
  readonly generation?: string;
  readonly workers?: number;
}

/**
 * Checks the line of a workspace, and gathers what a plan of recovery is made from. Throws `E_NOT_FOUND` where there is no workspace, no
 * anchor or no such generation, `E_NO_INPUT` where there is no generation, and as a check does.
 */
export async function situationOf(
  options: SituationOptions,
  workspace: Workspace,
  context: Context,
  engine?: Engine,
): Promise<Situation> {
  const anchor = await requireAnchor(workspace);
  const generations = await generationsOf(workspace);
  const place = placeOfGeneration(generations, options.generation, workspace);
  const given: CheckCommandOptions = {
    name: [],
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  const reading = await withWorkspaceInputs([], given, workspace);
  const input = await loadInputs([], reading, context, engine);
  const line = upTo(input, place);
  const checked = await byTurns(checkLineSteps(line), context.signal, measuring(line, context));
  const judged = judgementsOf(checked);
  const { why, remedy } = judged[place];
  const { reservoir } = await openAnchor(anchor);
  const policySection = workspace.config.policy ?? {};
  return {
    line: lineName(workspace),
    checked,
    generations: judged.map(({ name, verdict }, i) => ({ name, verdict, corpus: generations[i].corpus })),
    place,
    why,
    advice: remedy,
    story: await storyOf(workspace),
    reservoir: readingSpec([reservoir], withFields({}, workspace.config.fields)),
    anchor,
    policy: readPolicy(policySection as PolicySection, (path) => workspace.placeOf(['policy', ...path])),
    policySection,
    next: await nextSet(workspace, generations.length + 1),
    mixPlace: workspace.placeOf(['mix']),
  };
}

export async function requireAnchor(workspace: Workspace): Promise<string> {
  if (workspace.file === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `there is no ${CONFIG_NAME} here or above`, {
      where: process.cwd(),
      hint: 'Make a workspace: outcross init, or one to look around in: outcross init try --example',
    });
  }
  const folder = await anchorOf(workspace);
  if (folder !== undefined) return folder;
  throw new OutcrossError('E_NOT_FOUND', 'the workspace has no anchor', {
    where: workspace.placeOf(['anchor']),
    hint: 'Split the human data once: outcross anchor.',
  });
}

/** A generation is judged in the light of those before it, never of those after. */
function upTo(input: CheckInput, place: number): CheckInput {
  const generations = input.generations.slice(0, place + 1);
  const { trainingSets, modelScores, ...rest } = input;
  const names = new Set(generations.map(({ name }) => name));
  const sets = [...(trainingSets ?? [])].filter(([name]) => names.has(name));
  const scores = [...(modelScores ?? [])].filter(([name]) => name === 'human' || names.has(name));
  return {
    ...rest,
    generations,
    ...(sets.length === 0 ? {} : { trainingSets: new Map(sets) }),
    ...(scores.length === 0 ? {} : { modelScores: new Map(scores) }),
  };
}

function judgementsOf({ comparison, assessed, alpha, margins }: CheckedLine) {
  const options = { version: version(), alpha, margins, failOn: [], split: false };
  return assembleReport(comparison, assessed, options).generations;
}

async function storyOf({ config, folder }: Workspace) {
  const ledger = await existing(openLedger(config.ledger, folder, { create: false }));
  try {
    return await readStory(ledger);
  } finally {
    await ledger?.close();
  }
}

/** Undefined where nothing was remembered yet. */
async function existing(opening: Promise<LedgerStore>): Promise<LedgerStore | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof OutcrossError && error.code === 'E_NOT_FOUND') return undefined;
    throw error;
  }
}

async function nextSet(workspace: Workspace, generation: number): Promise<NextSet> {
  const output = mixOutput(workspace, generation);
  const train = trainCommand(workspace, generation);
  const found = await stat(output).catch(() => undefined);
  return { output, exists: found !== undefined, ...(train === undefined ? {} : { train }) };
}
