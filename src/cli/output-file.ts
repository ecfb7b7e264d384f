import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { isProfileFile } from '../engine/profile-file.ts';

/**
 * Throws `E_WRITE` where `path` cannot be written to: asked before the long work whose result it is to hold. Whether the
 * disk has room shows only when it is written.
 */
export async function requireWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    throw new OutcrossError('E_WRITE', `${path} is a folder`, {
      where: path,
      hint: 'Give the name of a file in it.',
    });
  }
  if (found !== undefined && !found.isFile()) return;
  const folder = dirname(resolve(path));
  const above = await stat(folder).catch(() => undefined);
  if (above === undefined || !above.isDirectory()) {
    throw new OutcrossError('E_WRITE', `cannot write ${path}: there is no folder ${folder}`, {
      where: path,
      hint: 'Create the folder first, or give another path.',
    });
  }
  await access(folder, constants.W_OK).catch((cause) => {
    throw new OutcrossError('E_WRITE', `cannot write ${path}: permission is denied`, {
      where: path,
      cause,
      hint: 'Give a path in a folder that you may write to.',
    });
  });
}

/**
 * `path`, to which a profile can be written. Throws `E_USAGE` where none was given, `E_WRITE` where it cannot be written, or
 * where a file stands there that is no profile: a corpus given in its place would be lost.
 */
export async function requireProfileTarget(path: string | undefined): Promise<string> {
  if (path === undefined || path === '-' || path === '') {
    throw new OutcrossError('E_USAGE', 'where to write the profile was not said', {
      where: '--output',
      hint: 'Name the file, such as -o corpus.profile.',
    });
  }
  await requireWritable(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size === 0 || (await isProfileFile(path))) return path;
  throw new OutcrossError('E_WRITE', `${path} exists and is no profile: it was left as it is`, {
    where: path,
    hint: 'Give another name, or remove the file.',
  });
}

/** Throws `E_USAGE` where `path` is one of the files that are read. */
export async function requireApart(path: string, option: string, inputs: readonly string[]): Promise<void> {
  const target = await realpath(path).catch(() => resolve(path));
  for (const input of inputs) {
    if ((await realpath(input).catch(() => resolve(input))) !== target) continue;
    throw new OutcrossError('E_USAGE', `${option} names ${path}, which is an input`, {
      where: option,
      hint: 'Give the name of another file.',
    });
  }
}

/** An interruption in words that name the file it kept from being written; every other error as it is. */
export function notWritten(path: string, error: unknown): unknown {
  if (!(error instanceof OutcrossError) || error.code !== 'E_INTERRUPTED') return error;
  return new OutcrossError('E_INTERRUPTED', `interrupted: ${path} was not written`, {
    where: path,
    cause: error,
    hint: 'Run the same command again. A long corpus can be profiled in parts, joined by `outcross profile merge`.',
  });
}
