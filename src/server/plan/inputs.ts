import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { filesOf } from '../../corpus/inputs.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { ANCHOR_FILE } from '../../quality/anchor/anchor-document.ts';
import { workspaceSpec } from '../../workspace/fields.ts';
import { anchorOf } from '../../workspace/human.ts';
import { type NextMix, nextMix } from '../../workspace/mix.ts';
import type { Workspace } from '../../workspace.ts';

/** What the next mix would read, and how it stands on the disk. */
export interface MixInputs {
  readonly next: NextMix;
  readonly spec: CorpusSpec;
  /** Changes with every file that is read: its path, size, inode and times. */
  readonly fingerprint: string;
}

/** An input that is not there is for the survey to tell. Throws as `nextMix`. */
export async function mixInputs(workspace: Workspace): Promise<MixInputs> {
  const next = await nextMix(workspace);
  const spec = workspaceSpec(workspace, next.inputs);
  const paths: string[] = [];
  for (const input of next.inputs) paths.push(...(await pathsOf(input, spec)));
  const anchor = await anchorOf(workspace);
  if (anchor !== undefined) paths.push(join(anchor, ANCHOR_FILE));
  const stands = await Promise.all(paths.map(identity));
  return { next, spec, fingerprint: JSON.stringify([spec, stands]) };
}

/** The files of an input; itself, where there are none. */
export async function pathsOf(
  input: string,
  { format, modality }: Pick<CorpusSpec, 'format' | 'modality'>,
): Promise<string[]> {
  try {
    return (await filesOf(input, format, modality)).map(({ path }) => path);
  } catch (error) {
    if (error instanceof OutcrossError) return [input];
    throw error;
  }
}

/** Null for what is not there: whoever reads it says so. */
async function identity(path: string): Promise<unknown> {
  try {
    const { size, ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, String(size), String(ino), String(mtimeNs), String(ctimeNs)];
  } catch {
    return [path, null];
  }
}
