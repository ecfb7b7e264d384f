import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { OutcrossError } from '../base/errors.ts';
import { endingsOf, formatOf, isCorpusFile } from './endings.ts';
import type { Modality } from './example.ts';
import { readFailure, systemCode } from './failure.ts';
import { mapInOrder } from './in-order.ts';
import { missing } from './missing.ts';
import { isUri, localPath } from './remote.ts';
import type { Format } from './source.ts';

/** Whether an input is a pattern rather than a path. */
export { isDynamicPattern };

/** A file that an input gives. */
export interface InputFile {
  /** Absolute path, or `-`. */
  readonly path: string;
  /** Path below the input, `/` between parts. */
  readonly name: string;
  /** The input that gave it. */
  readonly input: string;
  /** True where the file itself was named, false where a folder or pattern gave it. */
  readonly named: boolean;
  /** Bytes as stored; undefined for standard input and pipes, which are read once and from the start. */
  readonly bytes: number | undefined;
}

/** What standard input is called in ids and messages. */
export const STDIN_NAME = 'stdin';

/**
 * The files of an input: itself, those below a folder, those that a pattern matches as a shell would expand it, or
 * standard input. Folders are searched in order of name; hidden files and unknown endings are passed over.
 * Throws `E_NOT_FOUND`, `E_NO_INPUT`, `E_UNREADABLE`, `E_EMPTY`; `E_TRUNCATED` for a folder that a cluster has not finished; `E_UNSUPPORTED` for a URI that is no `file://`.
 */
export async function filesOf(
  input: string,
  format: Format | undefined,
  modality: Modality = 'text',
): Promise<InputFile[]> {
  const kind = { format, modality };
  if (input === '') {
    throw new OutcrossError('E_NO_INPUT', 'an input is empty', {
      hint: 'A variable of the shell may be unset: give the path of a file or folder.',
    });
  }
  if (input === '-') return [{ path: '-', name: STDIN_NAME, input, named: true, bytes: undefined }];
  if (isUri(input)) return filesOf(localPath(input), format, modality);
  const path = resolve(input);
  const found = await statIfThere(path, input);
  if (found !== undefined) {
    if (found.isDirectory()) return folderFiles(path, input, kind);
    return [inputFile(path, basename(path), input, found, true)];
  }
  if (isDynamicPattern(input)) return patternFiles(input, kind);
  throw await missing(input);
}

async function statIfThere(path: string, input: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined;
    throw readFailure(input, cause);
  }
}

function inputFile(path: string, name: string, input: string, found: Stats, named: boolean): InputFile {
  if (found.isFile()) return { path, name, input, named, bytes: found.size };
  // Nobody may ever write to a pipe that lies about in a folder: it is read where somebody names it.
  if (named && (found.isFIFO() || found.isCharacterDevice()))
    return { path, name, input, named, bytes: undefined };
  const shown = named ? input : `${name} in ${input}`;
  throw new OutcrossError('E_UNREADABLE', `${shown} is neither a file nor a folder`, {
    where: path,
    hint: named
      ? 'Give a file, a folder, a pattern, or - for standard input.'
      : 'Remove it, or name the files to read; a pipe is read where it is named itself.',
  });
}

/** A picture among others: a folder of a million is not lost for one that is none. */
function listedFile(
  walk: Pick<Walk, 'input' | 'modality'>,
  path: string,
  name: string,
  found: Stats,
): InputFile {
  if (!found.isFile() && formatOf(path, walk.modality) === 'image')
    return { path, name, input: walk.input, named: false, bytes: 0 };
  return inputFile(path, name, walk.input, found, false);
}

async function folderFiles(path: string, input: string, kind: FileKind): Promise<InputFile[]> {
  const walk: Walk = { input, ...kind, files: [], entered: new Set(), passed: 0 };
  await enter(walk, path, '');
  if (walk.files.length > 0) return walk.files;
  const passed = walk.passed === 0 ? '' : ` (${walk.passed} other ${walk.passed === 1 ? 'file' : 'files'})`;
  throw new OutcrossError('E_EMPTY', `${input} holds no corpus file${passed}`, {
    where: input,
    hint:
      walk.passed === 0
        ? 'Check the path, and what should have written to it.'
        : `Known endings are ${endingsOf(kind.modality)}. For others give a pattern, such as "${join(input, '**/*')}", and --format.`,
  });
}

/** What a folder or pattern is searched for. */
interface FileKind {
  readonly format: Format | undefined;
  readonly modality: Modality;
}

interface Walk extends FileKind {
  readonly input: string;
  readonly files: InputFile[];
  /** Real paths of the folders entered: a link may lead back to one. */
  readonly entered: Set<string>;
  /** Files of unknown ending. */
  passed: number;
}

async function enter(walk: Walk, folder: string, prefix: string): Promise<void> {
  const real = await realpath(folder).catch((cause) => {
    throw readFailure(folder, cause);
  });
  if (walk.entered.has(real)) return;
  walk.entered.add(real);
  const names = await readdir(folder).catch((cause) => {
    throw readFailure(folder, cause);
  });
  if (names.includes(UNFINISHED) && !names.includes(FINISHED)) throw unfinished(folder);
  const entries = names.filter((entry) => !entry.startsWith('.') && entry !== UNFINISHED).sort(byCodeUnits);
  const kinds = await mapInOrder(entries, (entry) =>
    stat(join(folder, entry)).catch((cause) => {
      if (!isCorpusFile(entry, walk.format, walk.modality)) return undefined;
      throw brokenLink(join(folder, entry), cause);
    }),
  );
  for (const [i, entry] of entries.entries()) {
    const path = join(folder, entry);
    const found = kinds[i];
    if (found?.isDirectory()) await enter(walk, path, `${prefix}${entry}/`);
    else if (found !== undefined && isCorpusFile(entry, walk.format, walk.modality)) {
      walk.files.push(listedFile(walk, path, prefix + entry, found));
    } else walk.passed++;
  }
}

/** What clusters leave in a folder that they write: files of attempts, and the mark that it is whole. */
const UNFINISHED = '_temporary';
const FINISHED = '_SUCCESS';

function unfinished(folder: string): OutcrossError {
  return new OutcrossError(
    'E_TRUNCATED',
    `${folder} is not whole: it holds ${UNFINISHED}, and no ${FINISHED}`,
    {
      where: folder,
      hint: `Wait for what writes it, or run that again. Where nothing does and all is there, remove ${UNFINISHED}.`,
    },
  );
}

function brokenLink(path: string, cause: unknown): OutcrossError {
  if (systemCode(cause) !== 'ENOENT') return readFailure(path, cause);
  return new OutcrossError('E_UNREADABLE', `${path} is a link to a file that does not exist`, {
    where: path,
    cause,
    hint: 'Remove the link, or bring back the file.',
  });
}

/**
 * A pattern, and the folder that it begins in. A folder that is there is itself, whatever it is called, as a whole path is:
 * `runs (copy)/g*` looks into `runs (copy)`.
 */
export async function splitPattern(
  input: string,
): Promise<{ readonly base: string; readonly pattern: string }> {
  const parts = input.split('/');
  const upTo = (i: number) => resolve(i === 0 ? '.' : `${parts.slice(0, i).join('/')}/`);
  for (const [i, part] of parts.entries()) {
    if (!isDynamicPattern(part)) continue;
    const found = i === parts.length - 1 ? undefined : await stat(upTo(i + 1)).catch(() => undefined);
    if (found?.isDirectory() !== true) return { base: upTo(i), pattern: parts.slice(i).join('/') };
  }
  return { base: upTo(0), pattern: input };
}

async function patternFiles(input: string, kind: FileKind): Promise<InputFile[]> {
  const { base, pattern } = await splitPattern(input);
  const options = { cwd: base, onlyFiles: false, expandDirectories: false, dot: false };
  const matches = (await glob(pattern, options)).map((name) => name.replace(/\/$/, ''));
  const below = matches.filter((match) => resolve(base, match) !== base).sort(byCodeUnits);
  const files = await mapInOrder(below, (match) => matchedFiles(resolve(base, match), match, input, kind));
  if (files.some((found) => found.length > 0)) return files.flat();
  throw new OutcrossError('E_NOT_FOUND', `no corpus file matches ${input}`, {
    where: input,
    hint: `Looked below ${base}. Quote the pattern, and check its spelling.`,
  });
}

/** A folder that a pattern matches gives what it holds, be it nothing. */
async function matchedFiles(
  path: string,
  match: string,
  input: string,
  kind: FileKind,
): Promise<InputFile[]> {
  const found = await stat(path).catch((cause) => {
    throw brokenLink(path, cause);
  });
  if (!found.isDirectory()) return [listedFile({ input, ...kind }, path, match, found)];
  const walk: Walk = { input, ...kind, files: [], entered: new Set(), passed: 0 };
  await enter(walk, path, `${match}/`);
  return walk.files;
}

/** Not by locale: the order must be the same everywhere. */
function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
