import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, sep, win32 } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { mapInOrder } from '../../corpus/in-order.ts';
import { filesOf } from '../../corpus/inputs.ts';
import { missing } from '../../corpus/missing.ts';

const LONGEST_PATH = 1024;

/** A drive, or what begins a URI: commands read those elsewhere. */
const SCHEME = /^[A-Za-z](?::|[A-Za-z0-9+.-]+:\/)/;

/** Controls, line ends and what reorders text: no path that a person means holds any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/**
 * A corpus or file of the workspace as a job may be given it: below `folder`, as are the real paths of all files that it holds, and nowhere
 * hidden, since that is where ledgers, tokens and keys are. The answer never looks like an option or standard input. Throws
 * `E_PARAMETER`, and `E_NOT_FOUND` where there is nothing.
 */
export async function inputPath(folder: string, path: string, where: string): Promise<string> {
  const inside = insidePath(path, where);
  const home = await realpath(folder);
  const real = await realpath(join(home, inside)).catch(() => undefined);
  if (real === undefined) throw await missing(inside);
  requireBelow(home, real, path, where);
  if (!(await lstat(real)).isDirectory()) return inside;
  const files = await filesOf(real, undefined);
  const found = await mapInOrder(files, (file) => realpath(file.path));
  for (const file of found) requireBelow(home, file, path, where);
  return inside;
}

/**
 * Where a job may write: below `folder`, also by the real path of the folder that it goes to, nowhere hidden, and where nothing stands yet.
 * Throws `E_PARAMETER`.
 */
export async function outputPath(folder: string, path: string, where: string): Promise<string> {
  const inside = insidePath(path, where);
  const home = await realpath(folder);
  const target = join(home, inside);
  if (await lstat(target).catch(() => undefined)) {
    throw new OutcrossError('E_PARAMETER', `${inside} exists: a job writes over nothing`, {
      where,
      hint: 'Give another name, or remove what stands there in a terminal.',
    });
  }
  requireBelow(home, await realAbove(target), path, where);
  return inside;
}

/** The path below the workspace, with `/`. */
function insidePath(path: string, where: string): string {
  if (path === '' || path.length > LONGEST_PATH || HIDDEN.test(path)) {
    throw new OutcrossError(
      'E_PARAMETER',
      'a path is empty, too long, or holds characters that cannot be seen',
      {
        where,
        hint: 'Name a file or folder of the workspace, such as data/g3.jsonl.',
      },
    );
  }
  const inside = normalize(path).split(sep).join('/').replace(/\/+$/, '');
  const foreign = isAbsolute(path) || win32.isAbsolute(path) || SCHEME.test(path) || path.startsWith('~');
  const parts = inside.split('/');
  if (foreign || parts[0] === '..') throw outside(path, where);
  if (inside !== '.') requireShown(parts, path, where);
  return inside.startsWith('-') ? `./${inside}` : inside;
}

function requireBelow(home: string, real: string, path: string, where: string): void {
  const way = relative(home, real);
  if (way === '') return;
  const parts = way.split(sep);
  if (isAbsolute(way) || parts[0] === '..') throw outside(path, where);
  requireShown(parts, path, where);
}

function requireShown(parts: readonly string[], path: string, where: string): void {
  if (!parts.some((part) => part.startsWith('.'))) return;
  throw new OutcrossError('E_PARAMETER', `${path} is hidden`, {
    where,
    hint: 'Names that begin with a dot belong to tools; jobs neither read nor write there.',
  });
}

function outside(path: string, where: string): OutcrossError {
  return new OutcrossError('E_PARAMETER', `${path} leads out of the workspace`, {
    where,
    hint: 'Paths are relative to the folder of outcross.yaml, and links must stay in it. In a terminal commands take any path.',
  });
}

/** The real path of the nearest thing above that is there. */
async function realAbove(path: string): Promise<string> {
  const above = dirname(path);
  return (await realpath(above).catch(() => undefined)) ?? realAbove(above);
}
