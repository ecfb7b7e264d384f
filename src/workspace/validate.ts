import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import type { Finding } from '../base/finding.ts';
import { filesOf } from '../corpus/inputs.ts';
import { type PolicySection, readPolicy } from '../mix/read-policy.ts';
import { ANCHOR_FILE } from '../quality/anchor/anchor-document.ts';
import { openAnchor } from '../quality/anchor/open-anchor.ts';
import type { Workspace } from '../workspace.ts';
import { waiverErrors } from './audit/waivers.ts';
import { anchorFolder } from './human.ts';
import { generationsOf, type WorkspaceGeneration } from './line.ts';
import { pathsIn } from './paths.ts';
import type { Files } from './sections.ts';

/**
 * What is wrong with a workspace beyond its schema, which `openWorkspace` holds it against: `critical` where a command would refuse
 * it, `notice` for what is not there yet.
 */
export async function validateWorkspace(workspace: Workspace): Promise<Finding[]> {
  const checks = [policy, human, anchor, generations, mixInputs, waivers];
  const found = await Promise.all(checks.map((check) => gather(() => check(workspace))));
  return found.flat();
}

/** Errors with a code become findings. */
async function gather(check: () => Promise<Finding[]> | Finding[]): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    return [critical(`config.${error.code}`, error)];
  }
}

function critical(id: string, { message, where, hint }: OutcrossError): Finding {
  return {
    id,
    severity: 'critical',
    message,
    ...(where === undefined ? {} : { where }),
    ...(hint === undefined ? {} : { remedy: hint }),
  };
}

function policy({ config, placeOf }: Workspace): Finding[] {
  readPolicy((config.policy ?? {}) as PolicySection, (path) => placeOf(['policy', ...path]));
  return [];
}

function waivers(workspace: Workspace): Finding[] {
  return waiverErrors(workspace).map((error) => critical(`config.${error.code}`, error));
}

function human(workspace: Workspace): Promise<Finding[]> {
  return requireFiles(workspace, listed(workspace, ['human'], workspace.config.human));
}

function mixInputs(workspace: Workspace): Promise<Finding[]> {
  return requireFiles(workspace, listed(workspace, ['mix', 'inputs'], workspace.config.mix?.inputs));
}

/** An input, and where the configuration names it. */
interface NamedInput {
  readonly input: string;
  readonly at: readonly (string | number)[];
}

function listed(workspace: Workspace, at: readonly string[], files: Files | undefined): NamedInput[] {
  if (files === undefined) return [];
  const isList = typeof files !== 'string';
  return pathsIn(workspace, files).map((input, i) => ({ input, at: isList ? [...at, i] : at }));
}

async function requireFiles(workspace: Workspace, inputs: readonly NamedInput[]): Promise<Finding[]> {
  const { format, modality } = workspace.config.fields ?? {};
  const all = inputs.map(async ({ input, at }) => {
    const findings = await gather(async () => {
      await filesOf(input, format, modality);
      return [];
    });
    return findings.map((finding) => ({ ...finding, where: workspace.placeOf(at) }));
  });
  return (await Promise.all(all)).flat();
}

async function anchor(workspace: Workspace): Promise<Finding[]> {
  const folder = anchorFolder(workspace);
  const there = await stat(join(folder, ANCHOR_FILE)).catch(() => undefined);
  if (there !== undefined) return wholeAnchor(workspace, folder);
  const named = workspace.config.human !== undefined;
  return [
    {
      id: 'config.no-anchor',
      severity: 'notice',
      message: `there is no anchor in ${folder}`,
      where: workspace.placeOf(['anchor']),
      remedy: named
        ? 'Make it: outcross anchor'
        : 'Name verified human data under human, then: outcross anchor',
    },
  ];
}

/** What a check and a mix read of an anchor. */
async function wholeAnchor(workspace: Workspace, folder: string): Promise<Finding[]> {
  const { reservoir, reservoirProfile, holdoutProfile } = await openAnchor(folder);
  const at = ['anchor'];
  return requireFiles(
    workspace,
    [reservoir, reservoirProfile, holdoutProfile].map((input) => ({ input, at })),
  );
}

async function generations(workspace: Workspace): Promise<Finding[]> {
  const found = await generationsOf(workspace);
  // A pattern gives what is there; a list says what should be.
  if (Array.isArray(workspace.config.generations) && found.length > 0) {
    return requireFiles(workspace, found.flatMap(filesOfGeneration));
  }
  if (found.length > 0 || workspace.config.generations === undefined) return [];
  return [
    {
      id: 'config.no-generation',
      severity: 'notice',
      message: 'no generation is there yet',
      where: workspace.placeOf(['generations']),
      remedy: 'Check the pattern, or go on: outcross mix builds the first set.',
    },
  ];
}

function filesOfGeneration(
  { corpus, trainedOn = [], modelScores }: WorkspaceGeneration,
  place: number,
): NamedInput[] {
  const scores = Object.values(modelScores ?? {}) as string[];
  return [...corpus, ...trainedOn, ...scores].map((input) => ({ input, at: ['generations', place] }));
}
