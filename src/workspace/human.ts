import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ANCHOR_FILE } from '../quality/anchor/anchor-document.ts';
import { openAnchor } from '../quality/anchor/open-anchor.ts';
import type { Workspace } from '../workspace.ts';
import { pathIn, pathsIn } from './paths.ts';

/** Human text as a check takes it. */
export interface HumanInputs {
  /** The holdout, or what will be split. */
  readonly against: readonly string[];
  /** Absent where there is no anchor: half of `against` serves, by group. */
  readonly reservoir?: readonly string[];
}

const DEFAULT_FOLDER = 'anchor';

/** Where the anchor of the workspace is, or will be, as the working folder sees it. */
export function anchorFolder(workspace: Workspace): string {
  return pathIn(workspace, workspace.config.anchor?.folder ?? DEFAULT_FOLDER);
}

/** The folder of the anchor, where one was made. */
export async function anchorOf(workspace: Workspace): Promise<string | undefined> {
  const folder = anchorFolder(workspace);
  const there = await stat(join(folder, ANCHOR_FILE)).catch(() => undefined);
  return there === undefined ? undefined : folder;
}

/** The anchor's two sides, else the human data as named; undefined where there is neither. Throws as `openAnchor`. */
export async function humanInputs(workspace: Workspace): Promise<HumanInputs | undefined> {
  const folder = await anchorOf(workspace);
  if (folder !== undefined) {
    const { holdoutProfile, reservoirProfile } = await openAnchor(folder);
    return { against: [holdoutProfile], reservoir: [reservoirProfile] };
  }
  const { human } = workspace.config;
  return human === undefined ? undefined : { against: pathsIn(workspace, human) };
}
