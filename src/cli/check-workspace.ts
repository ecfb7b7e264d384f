import { join } from 'node:path';
import { humanInputs } from '../workspace/human.ts';
import { generationsOf } from '../workspace/line.ts';
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
  if (workspace.file === undefined) return options;
  const { fields, gates } = workspace.config;
  const human = options.against === undefined ? await humanInputs(workspace) : undefined;
  const asksForLine = generations.length === 0 && options.name.length === 0;
  const line = asksForLine
    ? (await generationsOf(workspace)).map(({ name, corpus }) => ({ name, inputs: corpus }))
    : undefined;
  return {
    ...withFields(options, fields, 'refused'),
    ...(human ?? {}),
    ...(line === undefined || line.length === 0 ? {} : { line, gateOn: 'newest' as const }),
    ...(options.failOn === undefined && gates?.failOn !== undefined ? { failOn: gates.failOn } : {}),
    quiet: true,
    cache: pathIn(workspace, join(STATE_FOLDER, 'profiles')),
  };
}
