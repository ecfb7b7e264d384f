import type { Workspace } from '../workspace.ts';
import { pathIn } from './paths.ts';

/** `outcross.yaml:LINE` of the string that names `path`, as the working folder sees it; undefined where none does. */
export function placeOfPath(workspace: Workspace, path: string): string | undefined {
  const at = keysOf(workspace.config, (text) => text === path || pathIn(workspace, text) === path);
  return at === undefined ? undefined : workspace.placeOf(at);
}

/** Keys that lead to the first string that is asked for. */
function keysOf(value: unknown, isIt: (text: string) => boolean): (string | number)[] | undefined {
  if (typeof value === 'string') return isIt(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = keysOf(inner, isIt);
    if (found !== undefined) return [Array.isArray(value) ? Number(key) : key, ...found];
  }
  return undefined;
}
