import { join } from 'node:path';
import type { AnchorFacts, KeptFile } from '../../audit/facts.ts';
import { OutcrossError } from '../../base/errors.ts';
import { fileFact } from '../../ledger/files-fact.ts';
import { readAnchorDocument } from '../../quality/anchor/open-anchor.ts';
import type { Workspace } from '../../workspace.ts';
import { anchorOf } from '../human.ts';

/** The anchor, every file of it read for its digest; undefined where there is none. Throws as `readAnchorDocument`. */
export async function anchorFacts(workspace: Workspace): Promise<AnchorFacts | undefined> {
  const folder = await anchorOf(workspace);
  if (folder === undefined) return undefined;
  const { reservoir, holdout, guard, strata, tails, settings, assumedHuman, leftOut } =
    await readAnchorDocument(folder);
  const files: KeptFile[] = [];
  for (const { name, sha256 } of [
    reservoir.corpus,
    reservoir.profile,
    holdout.corpus,
    holdout.profile,
    guard,
  ])
    files.push({ name: join(folder, name), expected: sha256, actual: await digestOf(join(folder, name)) });
  const side = ({ groups, examples, tokens }: typeof reservoir) => ({ groups, examples, tokens });
  return {
    folder,
    reservoir: side(reservoir),
    holdout: { ...side(holdout), digests: [holdout.corpus.sha256, holdout.profile.sha256] },
    files,
    strata: strata.map(({ values, state, z }) => ({
      name: values.map((value) => value ?? '(none)').join(', '),
      state,
      z,
    })),
    tails,
    leastGroups: settings.leastGroups,
    assumedHuman,
    leftOut,
  };
}

/** Undefined where there is no such file. */
export async function digestOf(path: string): Promise<string | undefined> {
  try {
    return (await fileFact(path, '.')).sha256;
  } catch (error) {
    if (error instanceof OutcrossError) return undefined;
    throw error;
  }
}
