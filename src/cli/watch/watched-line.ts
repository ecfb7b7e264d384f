import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isCorpusFile } from '../../corpus/endings.ts';
import type { WatchedGeneration } from '../../watch/candidate.ts';
import { generationsOf } from '../../workspace/line.ts';
import type { Workspace } from '../../workspace.ts';

/** The workspace with the generations that a folder or pattern gives, as the working folder sees it; as it stands without one. */
export async function watchedWorkspace(workspace: Workspace, place: string | undefined): Promise<Workspace> {
  if (place === undefined) return workspace;
  const path = resolve(place);
  const found = await stat(path).catch(() => undefined);
  const generations = found?.isDirectory() ? join(path, '*') : path;
  return { ...workspace, config: { ...workspace.config, generations } };
}

/** What the line consists of now. Files of other kinds, such as one that is being copied under another name, are passed over. */
export async function watchedLine(workspace: Workspace): Promise<WatchedGeneration[]> {
  const { format, modality } = workspace.config.fields ?? {};
  const found = await generationsOf(workspace);
  if (Array.isArray(workspace.config.generations)) return found;
  return found.filter(({ corpus }) => corpus.every((path) => isCorpusFile(path, format, modality)));
}
