import { readdir, stat } from 'node:fs/promises';
import { basename, join, normalize, relative } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { formatOf } from '../../corpus/endings.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import type { Difference } from './difference.ts';
import { digestFile, type FileDigest } from './file-digest.ts';
import { proofFile } from './mix-files.ts';

/** A file of the set, as it was given. */
export interface GivenFile extends FileDigest {
  readonly path: string;
  /** What the statement calls it. */
  readonly name: string;
}

/** Files given for the subjects of a statement. */
export interface MatchedFiles {
  /** In the order of the subjects. */
  readonly files: readonly GivenFile[];
  /** True where each subject has its file. */
  readonly whole: boolean;
  /** Files below a folder that are no part of the set, and by their names no data: a card, a licence, a picture. */
  readonly passedOver: readonly string[];
  readonly differences: readonly Difference[];
}

/**
 * Finds the file of each subject among what was given: by digest, else by name, else, of one file for one subject, that one. Folders are
 * looked into. Throws `E_NOT_FOUND` for a path that is not there.
 */
export async function matchFiles(
  { subject, predicate }: Statement,
  given: readonly string[],
  signal?: AbortSignal,
): Promise<MatchedFiles> {
  const { paths, below } = await filesIn(given, companionsOf(predicate));
  const digests = new Map<string, FileDigest>();
  for (const path of paths) digests.set(path, await digestFile(path, signal));
  const left = new Set(paths);
  const take = (is: (path: string) => boolean) => {
    const found = [...left].find(is);
    if (found !== undefined) left.delete(found);
    return found;
  };
  // A digest settles it: names are tried only for what no file is.
  const exact = subject.map(({ name, digest }) => {
    const is = (path: string) => digests.get(path)!.sha256 === digest.sha256;
    return take((path) => is(path) && basename(path) === name) ?? take(is);
  });
  const passedOver = [...left].filter((path) => below.has(path) && !isDataName(path));
  for (const path of passedOver) left.delete(path);
  const named = exact.map((path, i) => path ?? take((each) => basename(each) === subject[i].name));
  const only = subject.length === 1 && left.size === 1 && named[0] === undefined;
  const chosen = only ? [take(() => true)] : named;
  const differences: Difference[] = [];
  const files: GivenFile[] = [];
  for (const [i, { name, digest }] of subject.entries()) {
    const path = chosen[i];
    if (path === undefined) {
      differences.push({
        id: 'file.missing',
        file: name,
        message: `${name} is a file of the set, and was not given`,
      });
      continue;
    }
    const found = digests.get(path)!;
    files.push({ path, name, ...found });
    if (found.sha256 !== digest.sha256) differences.push(otherDigest(path, digest.sha256, found));
  }
  const isPart = predicate.files.length > 1 || chosen[0] !== undefined;
  for (const path of isPart ? left : []) {
    differences.push({ id: 'file.extra', file: path, message: `${path} is no file of the set` });
  }
  return { files, whole: files.length === subject.length, passedOver, differences };
}

function otherDigest(path: string, expected: string, { bytes, sha256 }: FileDigest): Difference {
  return {
    id: 'file.digest',
    file: path,
    field: 'sha256',
    expected,
    found: sha256,
    message: `${path} is not the file that was proven: SHA-256 ${sha256} (${bytes} bytes), not ${expected}`,
  };
}

const MANIFEST_ENDING = '.manifest.json';

/** What is written beside a set, and is no file of it. */
function companionsOf({ manifest, storedTree }: Statement['predicate']): ReadonlySet<string> {
  const { name } = manifest;
  const set = name.endsWith(MANIFEST_ENDING) ? name.slice(0, -MANIFEST_ENDING.length) : name;
  return new Set([name, proofFile(set), ...(storedTree === undefined ? [] : [storedTree.name])]);
}

/**
 * True for a name that says of what is below it that a loader would take it for rows. Sets are tables: a document or a picture beside them
 * is none of their rows.
 */
function isDataName(path: string): boolean {
  const format = formatOf(basename(path));
  return format !== undefined && format !== 'document';
}

interface Found {
  readonly paths: readonly string[];
  /** Those that nobody named: they stand below a folder. */
  readonly below: ReadonlySet<string>;
}

/** Files that are named, and all below a folder: who loads a set by its folder would read those too. */
async function filesIn(given: readonly string[], companions: ReadonlySet<string>): Promise<Found> {
  const named = new Set<string>();
  const lists = await Promise.all(
    given.map(async (path) => {
      const found = await stat(path).catch((error) => {
        throw systemCode(error) === 'ENOENT' ? notThere(path) : readFailure(path, error);
      });
      if (!found.isDirectory()) {
        named.add(normalize(path));
        return [path];
      }
      const below = await filesBelow(path);
      return below.filter((each) => !companions.has(relative(path, each)));
    }),
  );
  const paths = [...new Set(lists.flat().map((path) => normalize(path)))];
  return { paths, below: new Set(paths.filter((path) => !named.has(path))) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) =>
    Promise.reject(readFailure(folder, error)),
  );
  const shown = entries.filter(({ name }) => !name.startsWith('.'));
  const lists = await Promise.all(
    shown.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    }),
  );
  return lists.flat().sort();
}

function notThere(path: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `${path} does not exist`, {
    where: path,
    hint: 'Give the files of the set, or the folder that holds them.',
  });
}
