import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Statement } from '../../proof/statement/statement.ts';

const MANIFEST_ENDING = '.manifest.json';

/** Where what a statement speaks of stands, if it stands beside its bundle, as it was written. */
export interface SetBeside {
  readonly manifest: string;
  readonly tree: string | undefined;
  /** The set: its file, or its folder. */
  readonly output: string;
}

export function setBeside({ predicate }: Statement, bundle: string): SetBeside {
  const folder = dirname(bundle);
  const { manifest, storedTree } = predicate;
  const output = manifest.name.endsWith(MANIFEST_ENDING)
    ? manifest.name.slice(0, -MANIFEST_ENDING.length)
    : '';
  return {
    manifest: join(folder, plain(manifest.name)),
    tree: storedTree && join(folder, plain(storedTree.name)),
    output: join(folder, plain(output)),
  };
}

/** Files of a set below its output; undefined where one is not there. */
export async function filesBeside(
  statement: Statement,
  { output }: SetBeside,
): Promise<string[] | undefined> {
  const found = await stat(output).catch(() => undefined);
  if (found === undefined) return undefined;
  const names = statement.subject.map(({ name }) => plain(name));
  const paths = found.isDirectory() ? names.map((name) => join(output, name)) : [output];
  const there = await Promise.all(paths.map(exists));
  return there.every(Boolean) && paths.length === names.length ? paths : undefined;
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The last part of a name: a statement names files, and no places. */
function plain(name: string): string {
  return name.split(/[/\\]/).at(-1) || 'unnamed';
}
