import { join } from 'node:path';
import type { CorpusSpec } from '../../../corpus/source.ts';
import { readAnchorDocument } from '../../../quality/anchor/open-anchor.ts';
import { anchorOf } from '../../../workspace/human.ts';
import { pathsIn } from '../../../workspace/paths.ts';
import { corpusSpecOf } from '../../../workspace/reading.ts';
import type { Workspace } from '../../../workspace.ts';

/** What a check holds out. */
export interface HeldOut {
  /** The profile of the anchor's holdout. */
  readonly file?: string;
  /** Without an anchor: the human text, which a check halves. */
  readonly spec?: CorpusSpec;
}

/** The human text that a check of the workspace measures against. Throws as `readAnchorDocument`. */
export async function heldOut(workspace: Workspace): Promise<HeldOut> {
  const folder = await anchorOf(workspace);
  if (folder !== undefined)
    return { file: join(folder, (await readAnchorDocument(folder)).holdout.profile.name) };
  const { human, fields } = workspace.config;
  return human === undefined ? {} : { spec: corpusSpecOf(pathsIn(workspace, human), fields) };
}
