import { stat } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import { filesOf } from '../corpus/inputs.ts';
import type { CorpusSpec } from '../corpus/source.ts';

/** A generation of the line that is watched: its files may not be there yet. */
export interface WatchedGeneration {
  readonly name: string;
  readonly corpus: readonly string[];
}

/** A generation whose files were seen. */
export interface Candidate extends WatchedGeneration {
  /** Paths of its files. */
  readonly paths: readonly string[];
  readonly bytes: number;
  /** Path, size, inode and times of change of every file, as one text: another text, another content. */
  readonly print: string;
}

/**
 * What is there of a generation: undefined where a file is absent, empty or no regular file, as one is that is about to be written. Throws
 * as `filesOf` for anything else, such as a folder that may not be read.
 */
export async function seen(
  generation: WatchedGeneration,
  spec: Pick<CorpusSpec, 'format' | 'modality'>,
): Promise<Candidate | undefined> {
  const paths: string[] = [];
  const prints: string[] = [];
  let bytes = 0;
  for (const input of generation.corpus) {
    const files = await filesOf(input, spec.format, spec.modality).catch(absent);
    if (files === undefined) return undefined;
    for (const { path, bytes: size } of files) {
      const found =
        size === undefined ? undefined : await stat(path, { bigint: true }).catch(() => undefined);
      if (found === undefined) return undefined;
      paths.push(path);
      bytes += Number(found.size);
      prints.push(`${path} ${found.size} ${found.ino} ${found.mtimeNs} ${found.ctimeNs}`);
    }
  }
  if (bytes === 0) return undefined;
  return { ...generation, paths, bytes, print: prints.join('\n') };
}

const NOT_YET: ReadonlySet<string> = new Set(['E_NOT_FOUND', 'E_NO_INPUT', 'E_EMPTY']);

function absent(error: unknown): undefined {
  if (error instanceof OutcrossError && NOT_YET.has(error.code)) return undefined;
  throw error;
}
