import { sep } from 'node:path';

/** A file and what its input calls it. */
export interface NamedPath {
  /** Absolute. */
  readonly path: string;
  /** Path below the input, `/` between parts. */
  readonly name: string;
}

/** Parts of a path, whatever the system's separator. */
export function partsOf(path: string): string[] {
  return path.split(sep).filter((part) => part !== '');
}

/**
 * The name of each file, all distinct: that of its input, and where two files share it, as many parent folders before
 * it as tell them apart. The order of the files does not matter. The paths must be distinct.
 */
export function distinctNames(files: readonly NamedPath[]): string[] {
  const names = files.map((file) => file.name);
  const lengths = files.map((file) => file.name.split('/').length);
  const parts = files.map((file) => partsOf(file.path));
  for (;;) {
    const shared = sharedNames(names).filter((i) => lengths[i] < parts[i].length);
    if (shared.length === 0) return names;
    for (const i of shared) {
      lengths[i]++;
      names[i] = parts[i].slice(-lengths[i]).join('/');
    }
  }
}

function sharedNames(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.flatMap((name, i) => ((counts.get(name) ?? 0) > 1 ? [i] : []));
}
