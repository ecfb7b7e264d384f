import { isDynamicPattern } from '../corpus/inputs.ts';
import type { Workspace } from '../workspace.ts';
import { mixOutput } from './mix.ts';
import { pathIn } from './paths.ts';

/**
 * The command that makes a generation of its training set, with `{mix}`, `{generation}` and `{output}` filled in as the working
 * folder sees them; `{output}` stays where the names of generations do not follow from a number. Undefined where the workspace
 * names no command.
 */
export function trainCommand(workspace: Workspace, generation: number): string | undefined {
  const { train, generations } = workspace.config;
  if (train === undefined) return undefined;
  const output = typeof generations === 'string' ? outputOf(workspace, generations, generation) : undefined;
  const values = {
    '{mix}': () => mixOutput(workspace, generation),
    '{generation}': () => String(generation),
    '{output}': () => output ?? '{output}',
  };
  // At once: a path may itself hold braces.
  return train.replace(/\{(mix|generation|output)\}/g, (found) => values[found as keyof typeof values]());
}

/** `data/g*.jsonl` and 3 give `data/g3.jsonl`: where one star is all that is open. */
function outputOf(workspace: Workspace, pattern: string, generation: number): string | undefined {
  const parts = pattern.split('*');
  if (parts.length !== 2 || parts.some((part) => isDynamicPattern(part))) return undefined;
  return pathIn(workspace, parts.join(String(generation)));
}
