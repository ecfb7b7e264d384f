import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import type { Finding } from '../base/finding.ts';
import { filesOf } from '../corpus/inputs.ts';
import { type PolicySection, readPolicy } from '../mix/read-policy.ts';
import { ANCHOR_FILE } from '../quality/anchor/anchor-document.ts';
import type { Workspace } from '../workspace.ts';
import { anchorFolder } from './human.ts';
import { generationsOf } from './line.ts';
import { pathsIn } from './paths.ts';
import type { Files } from './sections.ts';

/**
 * What is wrong with a workspace beyond its schema, which `openWorkspace` holds it against: `critical` where a command would refuse
 * it, `notice` for what is not there yet.
 */
export async function validateWorkspace(workspace: Workspace): Promise<Finding[]> {
  const checks = [policy, human, anchor, generations, mixInputs];
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

function human(workspace: Workspace): Promise<Finding[]> {
  return requireFiles(workspace, 'human', workspace.config.human);
}

function mixInputs(workspace: Workspace): Promise<Finding[]> {
  return requireFiles(workspace, 'mix', workspace.config.mix?.inputs);
}

async function requireFiles(workspace: Workspace, key: string, files: Files | undefined): Promise<Finding[]> {
  const inputs = files === undefined ? [] : pathsIn(workspace, files);
  const all = inputs.map((input) =>
    gather(async () => {
      await filesOf(input, workspace.config.fields?.format);
      return [];
    }),
  );
  const where = workspace.placeOf([key]);
  return (await Promise.all(all)).flat().map((finding) => ({ ...finding, where }));
}

async function anchor(workspace: Workspace): Promise<Finding[]> {
  const folder = anchorFolder(workspace);
  const there = await stat(join(folder, ANCHOR_FILE)).catch(() => undefined);
  if (there !== undefined) return [];
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

async function generations(workspace: Workspace): Promise<Finding[]> {
  const found = await generationsOf(workspace);
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
