import { isAbsolute, join, relative } from 'node:path';
import { isUri } from '../corpus/remote.ts';
import type { Workspace } from '../workspace.ts';
import type { Files } from './sections.ts';

/** A path that `outcross.yaml` names, as the working folder sees it. Absolute paths, URIs and `-` stay as they are. */
export function pathIn({ folder }: Pick<Workspace, 'folder'>, path: string): string {
  if (path === '-' || isAbsolute(path) || isUri(path)) return path;
  return relative(process.cwd(), join(folder, path)) || '.';
}

/** As `pathIn`, for one or several. */
export function pathsIn(workspace: Pick<Workspace, 'folder'>, files: Files): string[] {
  return (typeof files === 'string' ? [files] : [...files]).map((path) => pathIn(workspace, path));
}
